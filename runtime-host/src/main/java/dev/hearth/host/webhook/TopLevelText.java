package dev.hearth.host.webhook;

import dev.hearth.host.invocation.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Texts at the top level of a JSON object, read without building the rest. Immutable. */
final class TopLevelText {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST = 256;

  private final Map<String, String> texts;

  private TopLevelText(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Those of {@code names} that there are before the JSON ends; none if it is no object. */
  static TopLevelText of(Payload body, Set<String> names) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body.array())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        read(json, names, texts);
      }
    } catch (JacksonException notJson) {
      return new TopLevelText(Map.of());
    }
    return new TopLevelText(Map.copyOf(texts));
  }

  private static void read(JsonParser json, Set<String> names, Map<String, String> texts) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME && texts.size() < names.size()) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && names.contains(name)) {
        texts.putIfAbsent(name, json.getString());
      } else {
        json.skipChildren();
      }
    }
  }

  /** One of them; empty if it is not there, is empty or long. */
  Optional<String> get(String name) {
    return Optional.ofNullable(texts.get(name))
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
  }
}
