package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads legacy events: {@code {"context": {…}, "data": …}}, the members of the context beside the
 * data, or what the emulator of Pub/Sub pushes. Stateless.
 */
final class LegacyReader {

  static final String MESSAGE_TYPE = "type.googleapis.com/google.pubsub.v1.PubsubMessage";

  /** The emulator does not say which topic it was. */
  private static final String PUSHED_RESOURCE =
      "{\"name\":null,\"service\":\"%s\",\"type\":\"%s\"}"
          .formatted(EventKind.PUBLISH.family().service(), MESSAGE_TYPE);

  private LegacyReader() {}

  /**
   * The event that a text says.
   *
   * @param clock gives the time of messages that have none
   */
  static LegacyEvent read(String text, InstantSource clock) throws InputBindingException {
    JsonObject root = EventJson.object(text, "the event");
    if (root.has("context")) {
      if (root.get("context") instanceof JsonObject context) {
        return event(root.get("data"), context);
      }
      throw new InputBindingException("\"context\" of the event is not a JSON object");
    }
    if (root.has("subscription")
        && root.get("message") instanceof JsonObject message
        && message.has("data")
        && message.has("messageId")) {
      return pushed(message, clock);
    }
    return event(root.get("data"), root);
  }

  private static LegacyEvent event(@Nullable JsonElement data, JsonObject context)
      throws InputBindingException {
    if (data == null) {
      throw new InputBindingException(
          "the event has no \"data\": send {\"context\": {…}, \"data\": …} or a CloudEvent");
    }
    return new LegacyEvent(
        data,
        new LegacyContext(
            EventJson.string(context, "eventId").orElse(null),
            EventJson.string(context, "timestamp").orElse(null),
            EventJson.string(context, "eventType").orElse(null),
            resource(context),
            EventJson.string(context, "domain").orElse(null),
            attributes(context)));
  }

  private static @Nullable String resource(JsonObject context) throws InputBindingException {
    return context.get("resource") instanceof JsonObject object
        ? object.toString()
        : EventJson.string(context, "resource").orElse(null);
  }

  private static Map<String, String> attributes(JsonObject context) throws InputBindingException {
    Map<String, String> attributes = new HashMap<>();
    JsonElement value = context.get("attributes");
    if (value == null || value instanceof JsonNull) {
      return attributes;
    }
    if (!(value instanceof JsonObject object)) {
      throw new InputBindingException("\"attributes\" of the event is not a JSON object");
    }
    for (String name : object.keySet()) {
      EventJson.string(object, name).ifPresent(text -> attributes.put(name, text));
    }
    return attributes;
  }

  private static LegacyEvent pushed(JsonObject message, InstantSource clock)
      throws InputBindingException {
    String now = DateTimeFormatter.ISO_INSTANT.format(clock.instant());
    JsonObject data = new JsonObject();
    data.addProperty("@type", MESSAGE_TYPE);
    data.add("data", message.get("data"));
    if (message.has("attributes")) {
      data.add("attributes", message.get("attributes"));
    }
    return new LegacyEvent(
        data,
        new LegacyContext(
            EventJson.string(message, "messageId").orElse(null),
            EventJson.string(message, "publishTime").orElse(now),
            EventKind.PUBLISH.legacyType(),
            PUSHED_RESOURCE,
            null,
            Map.of()));
  }
}
