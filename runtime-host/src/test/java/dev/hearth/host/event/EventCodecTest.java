package dev.hearth.host.event;

import static dev.hearth.host.event.SentEvents.CONFORMING_JSON;
import static dev.hearth.host.event.SentEvents.batch;
import static dev.hearth.host.event.SentEvents.binary;
import static dev.hearth.host.event.SentEvents.fields;
import static dev.hearth.host.event.SentEvents.minimal;
import static dev.hearth.host.event.SentEvents.structured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of events that are as the specification has them. */
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
}
