package dev.hearth.host.sandbox.classloader.cloud.event;

import dev.hearth.function.Event;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.MalformedEventException;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import dev.hearth.host.sandbox.classloader.cloud.http.HeaderFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads CloudEvents that come over HTTP. In the structured mode, extensions keep their JSON type
 * and data that is JSON is written anew, as the SDK in functions-framework-java does both.
 * Stateless.
 */
final class ModernReader {

  private static final JsonMapper JSON = new JsonMapper();

  private ModernReader() {}

  static GuestEvent read(List<HeaderField> headers, Payload body) throws InputBindingException {
    Event event = event(headers, body);
    return HeaderFields.first(headers, "content-type")
            .orElse("")
            .startsWith(CloudInputEvent.STRUCTURED)
        ? structured(event, JSON.readTree(body.array()))
        : GuestEvent.of(event);
  }

  private static Event event(List<HeaderField> headers, Payload body) throws InputBindingException {
    try {
      return EventCodec.one(headers, body);
    } catch (MalformedEventException wrong) {
      throw new InputBindingException("the function takes an event: " + wrong.detail());
    }
  }

  private static GuestEvent structured(Event event, JsonNode root) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    event.extensions().forEach((name, text) -> extensions.put(name, typed(root.path(name), text)));
    JsonNode data = root.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return root.hasNonNull("data_base64")
          ? GuestEvent.of(event, extensions, new GuestEvent.Data(event.data()))
          : GuestEvent.of(event, extensions, null);
    }
    byte[] bytes = data.isContainer() ? JSON.writeValueAsBytes(data) : event.data();
    return GuestEvent.of(event, extensions, new GuestEvent.Data(bytes));
  }

  private static Object typed(JsonNode value, String text) {
    if (value.isInt()) {
      return value.intValue();
    }
    return value.isBoolean() ? (Object) value.booleanValue() : text;
  }
}
