package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.JsonObject;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudEvents in the form before them, for background functions. Stateless. */
final class ToLegacy {

  private static final Pattern SOURCE = Pattern.compile("//([^/]+)/(.+)");
  private static final Pattern LOCATION = Pattern.compile("/locations/[^/]+");

  private ToLegacy() {}

  static LegacyEvent converted(GuestEvent event, InstantSource clock) throws InputBindingException {
    EventKind kind =
        EventKind.of(event.getType())
            .orElseThrow(() ->
                new InputBindingException(
                    "a background function takes events of Google Cloud only, not of the type "
                        + event.getType()
                        + ": write a CloudEventsFunction for others"));
    GuestEvent.Data bytes = event.data();
    if (bytes == null) {
      throw new InputBindingException("the event has no data, which a background function takes");
    }
    Matcher source = SOURCE.matcher(event.getSource().toString());
    if (!source.find()) {
      throw new InputBindingException(
          "the source of the event is not in the form //service/name: " + event.getSource());
    }
    JsonObject data =
        EventJson.object(
            new String(bytes.toBytes(), StandardCharsets.UTF_8), "the data of the event");
    String name = source.group(2);
    Origin origin = new Origin(source.group(1), name, name + "/" + event.getSubject(), data);
    TemporalAccessor time = Objects.requireNonNullElseGet(event.getTime(), clock::instant);
    return new LegacyEvent(
        data(kind, data),
        new LegacyContext(
            event.getId(),
            DateTimeFormatter.ISO_INSTANT.format(time),
            kind.legacyType(),
            resource(kind, origin),
            null,
            Map.of()));
  }

  /** Where an event comes from, and what it says. */
  private record Origin(String service, String name, String resource, JsonObject data) {}

  private static String resource(EventKind kind, Origin origin) throws InputBindingException {
    return switch (kind.family()) {
      case PUBSUB -> described(origin.service, origin.name, LegacyReader.MESSAGE_TYPE);
      case STORAGE ->
          described(
              origin.service, origin.resource, EventJson.string(origin.data, "kind").orElse(""));
      case AUTH -> origin.name;
      case DATABASE -> LOCATION.matcher(origin.resource).replaceAll("");
      case FIRESTORE, ANALYTICS -> origin.resource;
    };
  }

  private static String described(String service, String name, String type) {
    JsonObject resource = new JsonObject();
    resource.addProperty("service", service);
    resource.addProperty("name", name);
    if (!type.isEmpty()) {
      resource.addProperty("type", type);
    }
    return EventJson.text(resource);
  }

  private static JsonObject data(EventKind kind, JsonObject data) {
    return switch (kind.family()) {
      case PUBSUB -> message(data);
      case AUTH -> {
        if (data.get("metadata") instanceof JsonObject metadata) {
          EventJson.rename(metadata, "createTime", "createdAt");
          EventJson.rename(metadata, "lastSignInTime", "lastSignedInAt");
        }
        yield data;
      }
      case STORAGE, FIRESTORE, ANALYTICS, DATABASE -> data;
    };
  }

  private static JsonObject message(JsonObject data) {
    JsonObject message = data.get("message") instanceof JsonObject inner ? inner : data;
    message.remove("messageId");
    message.remove("publishTime");
    return message;
  }
}
