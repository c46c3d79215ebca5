package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hearth.function.Event;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Legacy events as CloudEvents, for functions that take those. Stateless. */
final class ToModern {

  private static final Pattern OBJECT =
      Pattern.compile("^(projects/_/buckets/[^/]+)/(objects/.*?)(?:#\\d+)?$");
  private static final Pattern DOCUMENT = Pattern.compile("^(projects/.+)/((documents|refs)/.+)$");
  private static final Pattern REFERENCE =
      Pattern.compile("^projects/_/(instances/[^/]+)/((documents|refs)/.+)$");

  /** Firebase databases whose domain names no region are there. */
  private static final String NO_REGION = "firebaseio.com";

  private static final String DEFAULT_REGION = "us-central1";

  private ToModern() {}

  static GuestEvent converted(LegacyEvent legacy) throws InputBindingException {
    String type = Objects.requireNonNullElse(legacy.context().eventType(), "");
    EventKind kind =
        EventKind.ofLegacy(type)
            .orElseThrow(() ->
                new InputBindingException(
                    "an event of the type \"" + type + "\" has no form as a CloudEvent"));
    Resource resource = Resource.of(legacy.context().resource());
    Place place = place(kind, resource.name(), legacy);
    String service = resource.service().orElse(kind.family().service());
    byte[] data = EventJson.text(data(kind, legacy)).getBytes(StandardCharsets.UTF_8);
    try {
      Event.Builder event =
          Event.builder(
                  Objects.requireNonNullElse(legacy.context().eventId(), ""),
                  URI.create("//" + service + "/" + place.source()),
                  kind.type())
              .data("application/json", data);
      place.subject().ifPresent(event::subject);
      String time = legacy.context().timestamp();
      if (time != null) {
        event.time(OffsetDateTime.parse(time, DateTimeFormatter.ISO_DATE_TIME));
      }
      return GuestEvent.of(event.build());
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new InputBindingException(
          "the event has no form as a CloudEvent: " + wrong.getMessage());
    }
  }

  /** What a context says of a resource: its name alone, or the JSON of service and name. */
  private record Resource(Optional<String> service, String name) {

    static Resource of(@Nullable String text) throws InputBindingException {
      String resource = Objects.requireNonNullElse(text, "");
      if (!resource.startsWith("{")) {
        return new Resource(Optional.empty(), required(Optional.ofNullable(text)));
      }
      JsonObject json = EventJson.object(resource, "the resource of the event");
      return new Resource(
          EventJson.string(json, "service"), required(EventJson.string(json, "name")));
    }

    private static String required(Optional<String> name) throws InputBindingException {
      return name.orElseThrow(
          () -> new InputBindingException("the context of the event names no resource"));
    }
  }

  /** The source behind the service, and what of it the event is about. */
  private record Place(String source, Optional<String> subject) {

    static Place of(Matcher matcher, String name) {
      return matcher.matches()
          ? new Place(matcher.group(1), Optional.of(matcher.group(2)))
          : new Place(name, Optional.empty());
    }
  }

  private static Place place(EventKind kind, String name, LegacyEvent event)
      throws InputBindingException {
    return switch (kind.family()) {
      case PUBSUB -> new Place(name, Optional.empty());
      case STORAGE -> Place.of(OBJECT.matcher(name), name);
      case FIRESTORE, ANALYTICS -> Place.of(DOCUMENT.matcher(name), name);
      case DATABASE -> reference(name, event.context().domain());
      case AUTH ->
          new Place(name, EventJson.string(object(event.data()), "uid").map(uid -> "users/" + uid));
    };
  }

  private static Place reference(String name, @Nullable String domain) {
    Matcher matcher = REFERENCE.matcher(name);
    if (domain == null || !matcher.matches()) {
      return new Place(name, Optional.empty());
    }
    String region = domain.equals(NO_REGION) ? DEFAULT_REGION : domain.split("\\.", 2)[0];
    return new Place(
        "projects/_/locations/" + region + "/" + matcher.group(1), Optional.of(matcher.group(2)));
  }

  private static JsonElement data(EventKind kind, LegacyEvent event) throws InputBindingException {
    return switch (kind.family()) {
      case PUBSUB -> {
        JsonObject message = object(event.data()).deepCopy();
        message.addProperty("messageId", event.context().eventId());
        message.addProperty("publishTime", event.context().timestamp());
        JsonObject wrapped = new JsonObject();
        wrapped.add("message", message);
        yield wrapped;
      }
      case AUTH -> {
        JsonObject user = object(event.data()).deepCopy();
        if (user.get("metadata") instanceof JsonObject metadata) {
          EventJson.rename(metadata, "createdAt", "createTime");
          EventJson.rename(metadata, "lastSignedInAt", "lastSignInTime");
        }
        yield user;
      }
      case STORAGE, FIRESTORE, ANALYTICS, DATABASE -> event.data();
    };
  }

  private static JsonObject object(JsonElement data) throws InputBindingException {
    if (data instanceof JsonObject object) {
      return object;
    }
    throw new InputBindingException("the data of the event is not a JSON object");
  }
}
