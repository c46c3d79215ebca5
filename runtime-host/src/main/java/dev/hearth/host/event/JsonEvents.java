package dev.hearth.host.event;

import static dev.hearth.host.event.MalformedEventException.malformed;

import dev.hearth.function.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 * format</a>. Data that is JSON is kept as it was written, character by character. Used by one
 * thread, for one text.
 */
final class JsonEvents {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final String text;
  private final JsonParser parser;

  private JsonEvents(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** One event. */
  static Event one(String text) throws MalformedEventException {
    List<Event> events = new ArrayList<>(1);
    parse(text, reader -> events.add(reader.only()));
    return events.getFirst();
  }

  /** A list of at most so many events. */
  static List<Event> batch(String text, int most) throws MalformedEventException {
    List<Event> events = new ArrayList<>();
    parse(text, reader -> reader.list(events, most));
    return events;
  }

  @FunctionalInterface
  private interface Reading {
    void read(JsonEvents reader) throws MalformedEventException;
  }

  private static void parse(String text, Reading reading) throws MalformedEventException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      reading.read(new JsonEvents(text, parser));
      if (parser.nextToken() != null) {
        throw malformed("there is something behind the end of the JSON");
      }
    } catch (JacksonException e) {
      throw malformed(
          "the body is not valid JSON: " + Attributes.shown(e.getOriginalMessage()) + place(e));
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private Event only() throws MalformedEventException {
    return event(parser.nextToken());
  }

  private void list(List<Event> events, int most) throws MalformedEventException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw malformed("a batch is a JSON list of events, not " + described(parser.currentToken()));
    }
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (events.size() == most) {
        throw MalformedEventException.of(
            MalformedEventException.Kind.TOO_MANY,
            "a batch may have " + most + " events at most; send the rest in another");
      }
      try {
        events.add(event(next));
      } catch (MalformedEventException wrong) {
        throw wrong.at(events.size());
      }
    }
  }

  private Event event(@Nullable JsonToken first) throws MalformedEventException {
    if (first != JsonToken.START_OBJECT) {
      throw malformed("an event is a JSON object, not " + described(first));
    }
    Attributes attributes = new Attributes();
    Data data = new Data();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> data.json = json(value);
        case "data_base64" -> data.bytes = base64(value);
        default -> attribute(attributes, data, name, value);
      }
    }
    byte[] bytes = data.bytes();
    if (data.type == null && data.json != null) {
      attributes.text("datacontenttype", "application/json"); // as the format says of its absence
    }
    return attributes.event("as members of the JSON object", bytes);
  }

  private void attribute(Attributes attributes, Data data, String name, JsonToken value)
      throws MalformedEventException {
    switch (value) {
      case VALUE_STRING -> {
        if (name.equals("datacontenttype")) {
          data.type = parser.getString();
        }
        attributes.text(name, parser.getString());
      }
      case VALUE_NUMBER_INT -> attributes.number(name, integer(name));
      case VALUE_TRUE, VALUE_FALSE -> attributes.truth(name, value == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> {} // the same as not there
      default ->
          throw malformed(
              "the attribute \""
                  + Attributes.shown(name)
                  + "\" of the event is "
                  + described(value)
                  + ": attributes are texts, whole numbers of 32 bits, true or false");
    }
  }

  private int integer(String name) throws MalformedEventException {
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw malformed(
          "the attribute \"" + Attributes.shown(name) + "\" of the event has more than 32 bits");
    }
    return parser.getIntValue();
  }

  /** A JSON value as it is written, and the text if it is one; null for none. */
  private @Nullable Json json(JsonToken value) {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    int from = (int) parser.currentTokenLocation().getCharOffset();
    String string = value == JsonToken.VALUE_STRING ? parser.getString() : null;
    parser.skipChildren();
    parser.finishToken();
    int to = (int) parser.currentLocation().getCharOffset();
    return new Json(text.substring(from, to), string);
  }

  private byte @Nullable [] base64(JsonToken value) throws MalformedEventException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (value != JsonToken.VALUE_STRING) {
      throw malformed("data_base64 of the event is " + described(value) + ", not a text");
    }
    try {
      return Base64.getDecoder().decode(parser.getString());
    } catch (IllegalArgumentException e) {
      throw malformed(
          "data_base64 of the event is not Base64: "
              + Attributes.shown(String.valueOf(e.getMessage())));
    }
  }

  private static String described(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "nothing at all";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "null";
    };
  }

  private record Json(String written, @Nullable String string) {}

  /** The data of one event, until it is known what it is. */
  private static final class Data {

    private @Nullable String type;
    private @Nullable Json json;
    private byte @Nullable [] bytes;

    byte @Nullable [] bytes() throws MalformedEventException {
      Json value = json;
      if (value != null && bytes != null) {
        throw malformed("the event has both data and data_base64: send one of them");
      }
      if (value == null) {
        return bytes;
      }
      String string = value.string();
      String told = string != null && type != null && !isJson(type) ? string : value.written();
      return told.getBytes(StandardCharsets.UTF_8);
    }

    /** Data of a JSON type is a JSON value, even a string; a string of another type is the text. */
    private static boolean isJson(String contentType) {
      String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      return essence.endsWith("/json") || essence.endsWith("+json");
    }
  }
}
