package dev.hearth.host.store;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of plain values and objects of plain values, read as paths ({@code timeouts.run})
 * and texts. Arrays, nulls and what is nested deeper are passed over. By tokens, since setting up
 * Jackson's data binding takes longer than loading a thousand functions.
 */
final class FlatJson {

  private static final JsonFactory JSON = new JsonFactory();

  private FlatJson() {}

  /** What fills an object. */
  @FunctionalInterface
  interface Fields {
    void writeTo(JsonGenerator json);
  }

  /** An object with these fields. */
  static String write(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * The values by path.
   *
   * @throws IllegalArgumentException when it is no JSON object
   */
  static Map<String, String> read(String text) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object: " + text);
      }
      readObject(json, "", values);
      return values;
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("not JSON: " + text, notJson);
    }
  }

  private static void readObject(JsonParser json, String prefix, Map<String, String> values) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String path = prefix + json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
        readObject(json, path + ".", values);
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        values.put(path, json.getString());
      }
    }
  }
}
