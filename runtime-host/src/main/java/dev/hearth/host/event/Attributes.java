package dev.hearth.host.event;

import static dev.hearth.host.event.MalformedEventException.malformed;

import dev.hearth.function.Event;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.v1.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the attributes of one event as they are read, each held to the rules of the
 * specification. Used by one thread.
 */
final class Attributes {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
  private static final String VERSION = "specversion";
  private static final int SHOWN = 60;

  private final CloudEventBuilder event = new CloudEventBuilder();
  private final Set<String> seen = new LinkedHashSet<>();

  /** Takes an attribute in its text form. */
  void text(String name, String value) throws MalformedEventException {
    begin(name);
    requireUnicode(name, value);
    if (name.equals(VERSION)) {
      if (!value.equals(SpecVersion.V1.toString())) {
        throw malformed("the event has specversion \"" + shown(value) + "\", not \"1.0\"");
      }
    } else if (isOwn(name) && value.isEmpty()) {
      throw malformed(
          "the attribute \"" + name + "\" of the event is empty: leave it out, or fill it");
    } else {
      write(name, value);
    }
  }

  private void write(String name, String value) throws MalformedEventException {
    try {
      event.withContextAttribute(name, value);
    } catch (CloudEventRWException | IllegalArgumentException wrong) {
      throw malformed(
          "the attribute \""
              + name
              + "\" of the event is \""
              + shown(value)
              + "\", which is not "
              + kind(name));
    }
  }

  /** Takes an extension that is a number. */
  void number(String name, int value) throws MalformedEventException {
    begin(name);
    requireExtension(name, "a number");
    event.withContextAttribute(name, Integer.valueOf(value));
  }

  /** Takes an extension that is true or false. */
  void truth(String name, boolean value) throws MalformedEventException {
    begin(name);
    requireExtension(name, "true or false");
    event.withContextAttribute(name, Boolean.valueOf(value));
  }

  private void begin(String name) throws MalformedEventException {
    if (!NAME.matcher(name).matches() || name.equals("data")) {
      throw malformed(
          "\""
              + shown(name)
              + "\" cannot name an attribute: names have lower-case letters and digits only, and"
              + " \"data\" is none");
    }
    if (!seen.add(name)) {
      throw malformed("the attribute \"" + name + "\" of the event stands there twice");
    }
  }

  private static void requireExtension(String name, String found) throws MalformedEventException {
    if (isOwn(name)) {
      throw malformed("the attribute \"" + name + "\" of the event is a text, not " + found);
    }
  }

  private static boolean isOwn(String name) {
    return SpecVersion.V1.getAllAttributes().contains(name);
  }

  /** Half of a surrogate pair has no UTF-8. */
  private static void requireUnicode(String name, String value) throws MalformedEventException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw malformed("the attribute \"" + name + "\" of the event is not well-formed Unicode");
    }
  }

  private static String kind(String name) {
    return switch (name) {
      case "time" -> "a moment as RFC 3339 writes it, such as 2026-11-01T10:00:00Z";
      case "source" -> "a URI reference, such as /orders or https://acme.com/orders";
      case "dataschema" -> "a URI, such as https://acme.com/order.json";
      default -> "a text of the kind wanted";
    };
  }

  /**
   * The event.
   *
   * @param hint how attributes are sent in the mode at hand
   * @param data null if there is none
   */
  Event event(String hint, byte @Nullable [] data) throws MalformedEventException {
    Set<String> missing = new TreeSet<>(SpecVersion.V1.getMandatoryAttributes());
    missing.removeAll(seen);
    if (!missing.isEmpty()) {
      throw malformed(
          "the event lacks "
              + String.join(", ", missing)
              + ": an event has specversion, id, source and type, "
              + hint);
    }
    if (data != null) {
      event.withData(data);
    }
    return event(event.build());
  }

  private static Event event(CloudEvent read) throws MalformedEventException {
    Event.Builder event = Event.builder(read.getId(), read.getSource(), read.getType());
    if (read.getSubject() != null) {
      event.subject(read.getSubject());
    }
    if (read.getTime() != null) {
      event.time(read.getTime());
    }
    if (read.getDataSchema() != null) {
      if (!read.getDataSchema().isAbsolute()) {
        throw malformed(
            "the attribute \"dataschema\" of the event is \""
                + shown(read.getDataSchema().toString())
                + "\", which is not "
                + kind("dataschema"));
      }
      event.dataSchema(read.getDataSchema());
    }
    byte[] data = read.getData() == null ? new byte[0] : read.getData().toBytes();
    if (read.getDataContentType() != null) {
      event.data(read.getDataContentType(), data);
    } else {
      event.data(data);
    }
    for (String name : read.getExtensionNames()) {
      event.extension(name, String.valueOf(read.getExtension(name)));
    }
    return event.build();
  }

  /** Text from outside within a message: on one line and short. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
