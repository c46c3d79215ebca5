package dev.hearth.host.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hearth.function.Event;
import dev.hearth.host.event.MalformedEventException.Kind;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  /** What all cases of the conformance suite of CloudEvents have in common. */
  private static final String[] CONFORMING = {
    "ce-specversion", "1.0",
    "ce-type", "com.github.pull.create",
    "ce-source", "https://github.com/cloudevents/spec/pull/123",
    "ce-id", "4250-4250-4250",
    "ce-time", "2018-04-05T03:56:24Z"
  };

  private static final String DATA = "{\"message\":\"Hello World!\"}";
  private static final String CONFORMING_JSON =
      """
      {"specversion": "1.0", "type": "com.github.pull.create",
       "source": "https://github.com/cloudevents/spec/pull/123", "id": "4250-4250-4250",
       "time": "2018-04-05T03:56:24Z", "datacontenttype": "application/json",
       "data": {"message":"Hello World!"}}\
      """;

  private static List<HeaderField> fields(String... namesAndValues) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return fields;
  }

  private static List<HeaderField> minimal(String... more) {
    List<HeaderField> fields =
        fields("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");
    fields.addAll(fields(more));
    return fields;
  }

  private static Event binary(String... more) throws MalformedEventException {
    return EventCodec.one(minimal(more), Payload.empty());
  }

  private static Event structured(String json) throws MalformedEventException {
    return EventCodec.one(
        fields("content-type", "application/cloudevents+json"), Payload.utf8(json));
  }

  private static List<Event> batch(String json) throws MalformedEventException {
    return EventCodec.all(
        fields("content-type", "application/cloudevents-batch+json"), Payload.utf8(json));
  }

  @FunctionalInterface
  private interface Reading {
    void run() throws MalformedEventException;
  }

  private static MalformedEventException refused(Reading reading) {
    return catchThrowableOfType(MalformedEventException.class, reading::run);
  }

  private static void assertConforms(Event event, String contentType) {
    assertThat(event.type()).isEqualTo("com.github.pull.create");
    assertThat(event.source())
        .isEqualTo(URI.create("https://github.com/cloudevents/spec/pull/123"));
    assertThat(event.id()).isEqualTo("4250-4250-4250");
    assertThat(event.time()).contains(OffsetDateTime.parse("2018-04-05T03:56:24Z"));
    assertThat(event.dataContentType()).contains(contentType);
    assertThat(event.dataText()).isEqualTo(DATA);
    assertThat(event.extensions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/json; charset=utf-8", "text/x; A=\"b c\""})
  void readsTheBinaryModeAndKeepsTheContentTypeAsItIs(String contentType) throws Exception {
    List<HeaderField> headers = fields(CONFORMING);
    headers.addAll(fields("Content-Type", contentType));
    assertConforms(EventCodec.one(headers, Payload.utf8(DATA)), contentType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "application/cloudevents+json; charset=utf-8",
        "Application/CloudEvents+JSON;charset=\"UTF-8\"; x=y"
      })
  void readsTheStructuredMode(String contentType) throws Exception {
    Event event =
        EventCodec.one(fields("Content-Type", contentType), Payload.utf8(CONFORMING_JSON));
    assertConforms(event, "application/json");
  }

  @Test
  void readsBatchesEmptyOnesIncluded() throws Exception {
    assertThat(batch(" [ ] ")).isEmpty();
    List<Event> events = batch("[" + CONFORMING_JSON + ", " + CONFORMING_JSON + "]");
    assertThat(events).hasSize(2).allSatisfy(event -> assertConforms(event, "application/json"));
    assertThat(
            EventCodec.all(
                fields("Content-Type", "application/cloudevents+json"),
                Payload.utf8(CONFORMING_JSON)))
        .hasSize(1);
  }

  @Test
  void theContentTypeDecidesBeforeTheOtherFields() throws Exception {
    List<HeaderField> both = minimal("Content-Type", "application/cloudevents+json");
    assertThat(EventMode.of(both)).isEqualTo(EventMode.STRUCTURED);
    assertThat(EventCodec.one(both, Payload.utf8(CONFORMING_JSON)).id())
        .isEqualTo("4250-4250-4250");
    assertThat(EventMode.of(minimal())).isEqualTo(EventMode.BINARY);
    assertThat(EventMode.of(fields("ce-id", "1"))).isEqualTo(EventMode.NONE);
    assertThat(EventMode.of(fields("content-type", "application/cloudevents-batch+json")))
        .isEqualTo(EventMode.BATCH);
  }

  @Test
  void textsInFieldsAreEncodedAsTheSpecificationShows() throws Exception {
    String text = "Euro € \uD83D\uDE00 \"q\" 100%";
    String encoded = "Euro%20%E2%82%AC%20%F0%9F%98%80%20%22q%22%20100%25";
    assertThat(HeaderText.encoded(text)).isEqualTo(encoded);
    assertThat(binary("ce-subject", encoded).subject()).contains(text);
    assertThat(binary("ce-subject", encoded.toLowerCase(java.util.Locale.ROOT)).subject())
        .contains(text.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "100%2525, 100%25",
        "100%, 100%",
        "%zz%4, %zz%4",
        "a+b, a+b",
        "\"quoted %22 \\\" \\\\ text\", quoted \" \" \\ text",
        "\"open, \"open",
        "%F0%9F%98%80, \uD83D\uDE00"
      })
  void decodesFieldsExactlyOnce(String sent, String read) throws Exception {
    assertThat(binary("ce-subject", sent).subject()).contains(read);
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
  void extensionsHaveTheTypesOfTheFormat() throws Exception {
    Event event =
        structured(
            CONFORMING_JSON
                .replaceFirst(
                    "}$",
                    ",\"n\":-7,\"yes\":true,\"no\":false,\"text\":\"é\",\"nothing\":null}"
                        .replaceFirst("^,", ","))
                .replace("\"Hello World!\",", "\"Hello World!\"},"));
    assertThat(event.extensions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("n", "-7", "yes", "true", "no", "false", "text", "é"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{ \"a\" : 1.10 ; \"b\":[1e3;{}] }",
        "12345678901234567890.125",
        "\"\\u00e9\\n\"",
        "true",
        "[ ]",
        "-0.0",
        "0"
      })
  void dataThatIsJsonStaysAsItWasWritten(String written) throws Exception {
    String data = written.replace(';', ',');
    for (String before : List.of("", "\"subject\":\"é\uD83D\uDE00\",")) {
      String json =
          "{"
              + before
              + "\"data\" : "
              + data
              + " ,\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
      assertThat(structured(json).dataText()).isEqualTo(data);
      assertThat(structured(json).dataContentType()).contains("application/json");
      assertThat(batch("[" + json + ", " + json + "]").getLast().dataText()).isEqualTo(data);
    }
  }

  @Test
  void binaryDataNeedsNoContentType() throws Exception {
    Event event =
        structured(
            CONFORMING_JSON
                .replace("\"data\": {\"message\":\"Hello World!\"}", "\"data_base64\": \"AP9/\"")
                .replace("\"datacontenttype\": \"application/json\",", ""));
    assertThat(event.data()).containsExactly(0, 0xff, 0x7f);
    assertThat(event.dataContentType()).isEmpty();
    Event again = EventCodec.one(minimal(), Payload.wrap(new byte[] {1}));
    assertThat(again.data()).containsExactly(1);
    assertThat(again.dataContentType()).isEmpty();
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
