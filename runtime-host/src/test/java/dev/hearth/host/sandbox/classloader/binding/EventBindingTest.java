package dev.hearth.host.sandbox.classloader.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.function.Event;
import dev.hearth.function.HttpRequest;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBindingTest {

  private static Input.Http http(String body, String... namesAndValues) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Input.Http("POST", "/", "", fields, Payload.utf8(body));
  }

  private static Input.Http structured(String json) {
    return http(json, "Content-Type", "application/cloudevents+json; charset=utf-8");
  }

  private static Event event(String members) throws InputBindingException {
    return EventBinding.event(
        structured(
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\""
                + members
                + "}"));
  }

  @Test
  void readsTheBinaryMode() throws InputBindingException {
    Event event =
        EventBinding.event(
            http(
                "{\"a\":1}",
                "CE-SpecVersion",
                "1.0",
                "ce-id",
                "a%20b",
                "ce-source",
                "/s",
                "ce-type",
                "t",
                "ce-subject",
                "€%E2%82%AC+",
                "ce-time",
                "2026-01-02T03:04:05Z",
                "ce-dataschema",
                "http://x/y",
                "ce-mine",
                "1",
                "Content-Type",
                "application/json"));
    assertThat(event.id()).isEqualTo("a b");
    assertThat(event.subject()).contains("€€+");
    assertThat(event.time()).contains(OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC));
    assertThat(event.dataSchema()).contains(URI.create("http://x/y"));
    assertThat(event.extensions()).isEqualTo(Map.of("mine", "1"));
    assertThat(event.dataContentType()).contains("application/json");
    assertThat(event.dataText()).isEqualTo("{\"a\":1}");
  }

  @Test
  void readsTheStructuredMode() throws InputBindingException {
    Event event = event(",\"data\":{\"a\":[1,\"b\"]},\"n\":7,\"yes\":true,\"subject\":\"x\"");
    assertThat(event.dataText()).isEqualTo("{\"a\":[1,\"b\"]}");
    assertThat(event.dataContentType()).contains("application/json");
    assertThat(event.extensions()).isEqualTo(Map.of("n", "7", "yes", "true"));
    assertThat(event.subject()).contains("x");
  }

  @Test
  void readsBinaryDataOfTheStructuredMode() throws InputBindingException {
    Event event = event(",\"datacontenttype\":\"image/png\",\"data_base64\":\"AP9/\"");
    assertThat(event.data()).containsExactly(0, 0xff, 0x7f);
    assertThat(event.dataContentType()).contains("image/png");
    assertThatThrownBy(() -> event(",\"data_base64\":\"?\""))
        .isInstanceOf(InputBindingException.class)
        .hasMessageContaining("data_base64");
  }

  @Test
  void aTextStaysATextAndAJsonStringAJsonString() throws InputBindingException {
    assertThat(event(",\"datacontenttype\":\"text/xml\",\"data\":\"<a/>\"").dataText())
        .isEqualTo("<a/>");
    assertThat(event(",\"data\":\"hi\"").dataText()).isEqualTo("\"hi\"");
    assertThat(event(",\"datacontenttype\":\"a/b+json; x=y\",\"data\":\"hi\"").dataText())
        .isEqualTo("\"hi\"");
  }

  @Test
  void aNullIsTheSameAsNotThere() throws InputBindingException {
    Event event = event(",\"subject\":null,\"time\":null,\"data\":null,\"x\":null");
    assertThat(event.subject()).isEmpty();
    assertThat(event.time()).isEmpty();
    assertThat(event.data()).isEmpty();
    assertThat(event.extensions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"time\":\"yesterday\"",
        ",\"dataschema\":\" \"",
        ",\"Upper\":\"1\"",
        ",\"subject\":{}",
        ",\"x\":[1]",
        ",\"data_base64\":{}",
        ",\"source\":\"a b\"",
        ",\"specversion\":\"0.3\"",
        ",\"id\":\"\"",
        ",\"data\":"
      })
  void tellsTheCallerWhatIsWrong(String members) {
    assertThatThrownBy(() -> event(members)).isInstanceOf(InputBindingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "{}", "\"x\"", "{\"id\":{}}"})
  void aBodyThatIsNoEventIsTheCallersFault(String body) {
    assertThatThrownBy(() -> EventBinding.event(structured(body)))
        .isInstanceOf(InputBindingException.class);
  }

  @Test
  void saysHowToSendAnEvent() {
    assertThatThrownBy(() -> EventBinding.event(http("hello")))
        .isInstanceOf(InputBindingException.class)
        .hasMessage(
            "the function takes an event: the request carries no event: send ce-specversion, ce-id,"
                + " ce-source and ce-type as headers, or a JSON event as"
                + " application/cloudevents+json");
  }

  @Test
  void aBatchIsSentToWhereBatchesAreTaken() {
    assertThatThrownBy(() ->
            EventBinding.event(http("[]", "Content-Type", "application/cloudevents-batch+json")))
        .isInstanceOf(InputBindingException.class)
        .hasMessageContaining("send the batch to POST /events");
  }

  @Test
  void timesAreSentAsRfc3339HasThem() {
    Event event =
        Event.builder("1", URI.create("/s"), "t")
            .time(OffsetDateTime.of(2026, 1, 2, 3, 0, 0, 0, ZoneOffset.UTC))
            .build();
    assertThat(
            HttpBinding.request(new Input.Happening(event, Payload.empty()))
                .headers()
                .first("ce-time"))
        .contains("2026-01-02T03:00:00Z");
  }

  @Property(tries = 1000)
  void noBodyMakesItFailOtherwise(@ForAll("almost") String body) {
    try {
      assertThat(EventBinding.event(structured(body)).id()).isNotEmpty();
    } catch (InputBindingException wrong) {
      assertThat(wrong.detail()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> almost() {
    Arbitrary<String> values =
        Arbitraries.of("\"1.0\"", "\"a\"", "\"/s\"", "{}", "[]", "null", "1", "\"\"", "\"%\"", "{");
    Arbitrary<String> names =
        Arbitraries.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "data",
            "data_base64",
            "x",
            "subject",
            "datacontenttype",
            "dataschema",
            "");
    return Combinators.combine(names, values)
        .as((name, value) -> "\"" + name + "\":" + value)
        .list()
        .ofMaxSize(8)
        .map(members ->
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\""
                + members.stream().map(m -> "," + m).reduce("", String::concat)
                + "}");
  }

  @Property(tries = 500)
  void readsBackTheBinaryFormOfAnEvent(@ForAll("events") Event event) throws InputBindingException {
    HttpRequest request =
        HttpBinding.request(new Input.Happening(event, Payload.wrap(event.data())));
    List<HeaderField> fields = new ArrayList<>();
    request
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(v -> fields.add(new HeaderField(name, v))));
    Event again =
        EventBinding.event(new Input.Http("POST", "/", "", fields, Payload.wrap(request.body())));
    assertThat(parts(again)).isEqualTo(parts(event));
  }

  private static List<Object> parts(Event event) {
    return List.of(
        event.id(),
        event.source(),
        event.type(),
        event.subject(),
        event.time(),
        event.dataContentType(),
        event.dataSchema(),
        event.extensions(),
        event.dataText());
  }

  @Provide
  Arbitrary<Event> events() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('\u0001', '\ud7ff')
            .withChars('%', '+', ' ', '"', '\n', '\r', 'é')
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<Map<String, String>> extensions =
        Arbitraries.maps(
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .ofMinLength(1)
                    .ofMaxLength(8)
                    .filter(EventBindingTest::isExtension),
                text)
            .ofMaxSize(3);
    Arbitrary<Optional<Instant>> times =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond).optional();
    return Combinators.combine(text, text, text.optional(), times, text.optional(), extensions)
        .as(EventBindingTest::make);
  }

  private static boolean isExtension(String name) {
    return !List.of("id", "type", "source", "time", "subject", "dataschema", "specversion", "data")
        .contains(name);
  }

  private static Event make(
      String id,
      String type,
      Optional<String> subject,
      Optional<Instant> time,
      Optional<String> data,
      Map<String, String> extensions) {
    Event.Builder event = Event.builder(id, URI.create("/s?q=%41"), type);
    subject.ifPresent(event::subject);
    time.ifPresent(t -> event.time(t.atOffset(ZoneOffset.ofHours(2))));
    data.ifPresent(d -> event.data("text/plain", d.getBytes(StandardCharsets.UTF_8)));
    extensions.forEach(event::extension);
    return event.build();
  }
}
