package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.util.Optional;

/** JSON trees of events. Sees no class of a function. Stateless. */
public final class EventJson {

  private static final Gson WITH_NULLS = new GsonBuilder().serializeNulls().create();

  private EventJson() {}

  /** JSON as text, as functions-framework-java writes it. */
  public static String text(JsonElement json) {
    return WITH_NULLS.toJson(json);
  }

  /**
   * An object.
   *
   * @param what it is, for the message
   * @throws InputBindingException when the text is something else
   */
  static JsonObject object(String text, String what) throws InputBindingException {
    try {
      if (WITH_NULLS.fromJson(text, JsonElement.class) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException wrong) {
      throw new InputBindingException(what + " is not valid JSON: " + wrong.getMessage());
    }
    throw new InputBindingException(what + " is not a JSON object");
  }

  /**
   * A member that is a text, a number or a truth value; empty if it is not there or null.
   *
   * @throws InputBindingException when it is a list or an object
   */
  static Optional<String> string(JsonObject object, String name) throws InputBindingException {
    JsonElement value = object.get(name);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (!value.isJsonPrimitive()) {
      throw new InputBindingException("\"" + name + "\" of the event is not a text");
    }
    return Optional.of(value.getAsString());
  }

  /** Gives a member another name, if it is there. */
  static void rename(JsonObject object, String from, String to) {
    JsonElement value = object.remove(from);
    if (value != null) {
      object.add(to, value);
    }
  }
}
