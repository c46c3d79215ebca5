package dev.hearth.host.event;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as one JSON object, as <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">the
 * JSON format</a> has it. Stateless.
 */
final class StructuredMode {

  private static final JsonFactory JSON = new JsonFactory();

  private StructuredMode() {}

  /** The object: the attributes by name, then the data unless it is empty. */
  static Payload write(Event event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      EventAttributes.of(event).asMap().forEach(json::writeStringProperty);
      writeData(event, json);
      json.writeEndObject();
    }
    return Payload.wrap(out.toByteArray());
  }

  private static void writeData(Event event, JsonGenerator json) {
    byte[] data = event.data();
    if (data.length == 0) {
      return;
    }
    boolean isJson = event.dataContentType().map(StructuredMode::isJson).orElse(true);
    Optional<String> text = text(data);
    if (isJson && text.isPresent() && isOneValue(text.get())) {
      json.writeName("data");
      json.writeRawValue(text.get());
    } else if (!isJson && text.isPresent()) {
      json.writeStringProperty("data", text.get());
    } else {
      json.writeName("data_base64");
      json.writeBinary(data);
    }
  }

  private static boolean isJson(String contentType) {
    String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return essence.endsWith("/json") || essence.endsWith("+json");
  }

  private static Optional<String> text(byte[] data) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isOneValue(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      boolean some = parser.nextToken() != null;
      parser.skipChildren();
      return some && parser.nextToken() == null;
    } catch (JacksonException notJson) {
      return false;
    }
  }
}
