package dev.hearth.host.request.lambda.invoke;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Looks whether bytes are JSON, without making anything of it. Stateless. */
final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Why the bytes are not one JSON value; empty if they are. */
  static Optional<String> whyNotJson(byte[] bytes) {
    return look(bytes, false);
  }

  /** Why the bytes are not one JSON object; empty if they are. */
  static Optional<String> whyNotObject(byte[] bytes) {
    return look(bytes, true);
  }

  private static Optional<String> look(byte[] bytes, boolean object) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Optional.of("it is empty");
      }
      if (object && first != JsonToken.START_OBJECT) {
        return Optional.of("it is no object");
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of("there is something behind its end");
    } catch (JacksonException notJson) {
      return Optional.of(notJson.getOriginalMessage());
    }
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
