package dev.hearth.host.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the SDK's own JSON format writes is read as it was meant, alone and in a batch. */
class EventsOfOthersTest {

  private static final JsonFormat THEIRS = new JsonFormat();

  @Property(tries = 400)
  void readsWhatTheSdkWrites(@ForAll("events") CloudEvent written) throws Exception {
    byte[] json = THEIRS.serialize(written);
    Event read =
        EventCodec.one(
            List.of(new HeaderField("content-type", "application/cloudevents+json")),
            Payload.wrap(json));
    assertSame(read, written);
    String text = new String(json, StandardCharsets.UTF_8);
    List<Event> batch =
        EventCodec.all(
            List.of(new HeaderField("content-type", "application/cloudevents-batch+json")),
            Payload.utf8("[" + text + ",\n" + text + "]"));
    assertThat(batch).hasSize(2).allSatisfy(event -> assertSame(event, written));
  }

  @Property(tries = 400)
  void readsBackItsOwnBinaryMode(@ForAll("events") CloudEvent written) throws Exception {
    Event event =
        EventCodec.one(
            List.of(new HeaderField("content-type", "application/cloudevents+json")),
            Payload.wrap(THEIRS.serialize(written)));
    List<HeaderField> fields = new ArrayList<>(EventCodec.fields(event));
    fields.forEach(field -> assertThat(field.value()).matches("[ -~]*"));
    Event again = EventCodec.one(fields, Payload.wrap(event.data()));
    assertThat(EventAttributes.of(again).asMap()).isEqualTo(EventAttributes.of(event).asMap());
    assertThat(again.data()).isEqualTo(event.data());
    assertSame(again, written);
  }

  private static void assertSame(Event read, CloudEvent written) {
    assertThat(read.id()).isEqualTo(written.getId());
    assertThat(read.source()).isEqualTo(written.getSource());
    assertThat(read.type()).isEqualTo(written.getType());
    assertThat(read.subject()).isEqualTo(Optional.ofNullable(written.getSubject()));
    assertThat(read.time()).isEqualTo(Optional.ofNullable(written.getTime()));
    assertThat(read.dataSchema()).isEqualTo(Optional.ofNullable(written.getDataSchema()));
    written
        .getExtensionNames()
        .forEach(name ->
            assertThat(read.extensions())
                .containsEntry(name, String.valueOf(written.getExtension(name))));
    if (written.getData() != null) {
      assertThat(read.data()).isEqualTo(written.getData().toBytes());
    }
  }

  @Provide
  Arbitrary<CloudEvent> events() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange(' ', '\ud7ff')
            .withChars('%', '+', ' ', '"', '\\', 'é')
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            text.map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    Arbitrary<Map<String, Object>> extensions =
        Arbitraries.maps(
                Arbitraries.strings().withCharRange('a', 'z').ofLength(9).map(n -> n + "1"), values)
            .ofMaxSize(3);
    Arbitrary<Optional<String>> data =
        Arbitraries.of(
                "json {\"a\":[1,{\"b\":null}],\"c\":\"é\"}",
                "json \"text\"",
                "json 17",
                "text plain é",
                "bytes AP8B")
            .optional();
    return Combinators.combine(
            text,
            text,
            text.optional(),
            Arbitraries.longs().between(0, 4_000_000_000L).optional(),
            extensions,
            data)
        .as(EventsOfOthersTest::event);
  }

  private static CloudEvent event(
      String id,
      String type,
      Optional<String> subject,
      Optional<Long> seconds,
      Map<String, Object> extensions,
      Optional<String> data) {
    CloudEventBuilder event =
        CloudEventBuilder.v1().withId(id).withSource(URI.create("/s?q=%41")).withType(type);
    subject.ifPresent(event::withSubject);
    seconds.ifPresent(s -> event.withTime(Instant.ofEpochSecond(s).atOffset(ZoneOffset.UTC)));
    extensions.forEach((name, value) -> {
      switch (value) {
        case Integer number -> event.withExtension(name, number);
        case Boolean truth -> event.withExtension(name, truth);
        default -> event.withExtension(name, String.valueOf(value));
      }
    });
    data.ifPresent(d -> {
      String content = d.substring(d.indexOf(' ') + 1);
      switch (d.substring(0, d.indexOf(' '))) {
        case "json" -> event.withData("application/json", content.getBytes(StandardCharsets.UTF_8));
        case "text" -> event.withData("text/plain", content.getBytes(StandardCharsets.UTF_8));
        default -> event.withData("image/png", Base64.getDecoder().decode(content));
      }
    });
    return event.build();
  }
}
