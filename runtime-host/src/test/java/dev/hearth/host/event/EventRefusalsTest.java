package dev.hearth.host.event;

import static dev.hearth.host.event.SentEvents.CONFORMING_JSON;
import static dev.hearth.host.event.SentEvents.batch;
import static dev.hearth.host.event.SentEvents.binary;
import static dev.hearth.host.event.SentEvents.fields;
import static dev.hearth.host.event.SentEvents.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hearth.host.event.MalformedEventException.Kind;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no event, and what its sender is told. */
class EventRefusalsTest {

  @FunctionalInterface
  private interface Reading {
    void run() throws MalformedEventException;
  }

  private static MalformedEventException refused(Reading reading) {
    return catchThrowableOfType(MalformedEventException.class, reading::run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%E2%82", "%C3%28", "x%FFy", "%ED%A0%80"})
  void whatIsNotUtf8IsAnError(String sent) {
    MalformedEventException wrong = refused(() -> binary("ce-subject", sent));
    assertThat(wrong.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(wrong.detail()).contains("ce-subject", "not the UTF-8 of any text");
  }

  @Test
  void saysAllThatAnEventLacks() {
    assertThat(refused(() -> EventCodec.one(fields("ce-specversion", "1.0"), Payload.empty())))
        .hasMessage(
            "the event lacks id, source, type: an event has specversion, id, source and type, sent"
                + " as the header fields ce-specversion, ce-id, ce-source and ce-type");
    assertThat(refused(() -> structured("{\"type\":\"t\"}")).detail())
        .contains("lacks id, source, specversion", "as members of the JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "ce-specversion, 0.3",
    "ce-id, 2",
    "ce-subject, ''",
    "ce-my-name, x",
    "ce-my_name, x",
    "ce-, x",
    "ce-data, x",
    "ce-data_base64, x",
    "ce-datacontenttype, text/plain",
    "ce-time, yesterday",
    "ce-time, 2026-01-01",
    "ce-dataschema, relative/schema",
    "ce-dataschema, a b"
  })
  void refusesFieldsThatTheSpecificationForbids(String name, String value) {
    MalformedEventException wrong = refused(() -> binary(name, value));
    assertThat(wrong).as(name).isNotNull();
    assertThat(wrong.kind()).isEqualTo(Kind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"specversion\":1.0}",
        "{\"specversion\":\"1.0\",\"id\":1}",
        "{\"id\":\"1\",\"id\":\"2\"}",
        "{\"n\":2147483648}",
        "{\"n\":1.5}",
        "{\"n\":[1]}",
        "{\"n\":{}}",
        "{\"data\":1,\"data_base64\":\"AA==\"}",
        "{\"data_base64\":\"?\"}",
        "{\"data_base64\":1}",
        "{\"subject\":\"\\ud800\"}",
        "{\"subject\":\"\"}",
        "[]",
        "null",
        "",
        "{} {}"
      })
  void refusesJsonThatIsNoEvent(String json) {
    String full =
        json.startsWith("{\"") && !json.contains("\"id\"") && !json.contains("version")
            ? json.replaceFirst(
                "}$", ",\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}")
            : json;
    MalformedEventException wrong = refused(() -> structured(full));
    assertThat(wrong).as(full).isNotNull();
    assertThat(wrong.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(wrong.detail()).doesNotContain("\n");
  }

  @Test
  void saysWhichEventOfABatchIsWrong() {
    MalformedEventException wrong =
        refused(() -> batch("[" + CONFORMING_JSON + ", {\"specversion\":\"1.0\"}]"));
    assertThat(wrong.index()).hasValue(1);
    assertThat(wrong.detail()).contains("lacks id, source, type");
    assertThat(refused(() -> batch("{}")).detail()).contains("a batch is a JSON list");
    assertThat(refused(() -> batch("[" + CONFORMING_JSON + ", 7]")).index()).hasValue(1);
    assertThat(refused(() -> batch("[" + CONFORMING_JSON)).index()).isEmpty();
  }

  @Test
  void aBatchHasAnEnd() throws Exception {
    String most = "[" + (CONFORMING_JSON + ",").repeat(EventCodec.MOST - 1) + CONFORMING_JSON;
    assertThat(batch(most + "]")).hasSize(EventCodec.MOST);
    assertThat(refused(() -> batch(most + "," + CONFORMING_JSON + "]")).kind())
        .isEqualTo(Kind.TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+avro, are not read here",
    "application/cloudevents, are not read here",
    "application/cloudevents-batch+avro, are not read here",
    "application/cloudevents+json; charset=utf-16, charset utf-16",
    "application/cloudevents-batch+json;charset=iso-8859-1, charset iso-8859-1",
    "application/json, carries no event",
    "text/plain, carries no event"
  })
  void formsThatAreNotKnownAreUnsupported(String contentType, String said) {
    MalformedEventException wrong =
        refused(() -> EventCodec.all(fields("content-type", contentType), Payload.utf8("{}")));
    assertThat(wrong.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(wrong.detail()).contains(said);
  }

  @Test
  void anAlmostBinaryEventIsToldWhatItLacks() {
    MalformedEventException wrong =
        refused(() -> EventCodec.one(fields("ce-id", "1", "ce-type", "t"), Payload.empty()));
    assertThat(wrong.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(wrong.detail()).contains("lacks the field ce-specversion");
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    byte[] latin = CONFORMING_JSON.replace("Hello", "Héllo").getBytes(StandardCharsets.ISO_8859_1);
    MalformedEventException wrong =
        refused(() ->
            EventCodec.one(
                fields("content-type", "application/cloudevents+json"), Payload.wrap(latin)));
    assertThat(wrong.detail()).contains("not UTF-8");
  }
}
