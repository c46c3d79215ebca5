package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;

/** Makes a function's argument from what came in. Used on the instance's threads. */
final class ValueReader {

  private final JsonBinding json;
  private final JavaType type;

  ValueReader(JsonBinding json, JavaType type) {
    this.json = json;
    this.type = type;
  }

  /**
   * The argument: the raw body for {@code String}, {@code byte[]} and {@code InputStream}, the
   * event for {@code Event}, else what the body's JSON says.
   */
  Object read(Input input) throws InputBindingException, IOException {
    Class<?> raw = type.getRawClass();
    if (raw == String.class) {
      return input.wholeBody().text();
    }
    if (raw == byte[].class) {
      return input.wholeBody().copy();
    }
    if (raw == InputStream.class) {
      return input.bodyStream();
    }
    return raw == Event.class ? EventBinding.event(input) : fromJson(input.wholeBody());
  }

  private Object fromJson(Payload body) throws InputBindingException {
    if (body.size() == 0) {
      throw new InputBindingException(
          "the body is empty, but the function takes JSON: send a JSON value for " + typeName());
    }
    try {
      return json.read(body.array(), type);
    } catch (JacksonException e) {
      throw new InputBindingException(
          "the body is not the JSON that the function takes (" + typeName() + "): " + explain(e));
    }
  }

  private String typeName() {
    return type.toCanonical();
  }

  private static String explain(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    String place =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    String pointer =
        e instanceof DatabindException databind && !databind.getPath().isEmpty()
            ? ", in " + databind.getPathReference()
            : "";
    return e.getOriginalMessage() + place + pointer;
  }
}
