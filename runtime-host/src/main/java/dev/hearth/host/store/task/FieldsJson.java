package dev.hearth.host.store.task;

import dev.hearth.host.invocation.HeaderField;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Names with values as they are kept: a JSON array of both in turn, which keeps their order. */
final class FieldsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private FieldsJson() {}

  static String write(List<HeaderField> fields) {
    if (fields.isEmpty()) {
      return "[]";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (HeaderField field : fields) {
        json.writeString(field.name());
        json.writeString(field.value());
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  static List<HeaderField> read(String text) {
    List<HeaderField> fields = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw damaged(text, null);
      }
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        String name = json.getString();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw damaged(text, null);
        }
        fields.add(new HeaderField(name, json.getString()));
      }
      return fields;
    } catch (JacksonException notJson) {
      throw damaged(text, notJson);
    }
  }

  private static IllegalArgumentException damaged(String text, @Nullable JacksonException cause) {
    return new IllegalArgumentException("these are no names with values: " + text, cause);
  }
}
