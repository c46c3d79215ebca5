package dev.hearth.host.payload;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The parts of an answer while they are read. What is wrong with one counts only if there is a
 * status: without one the object may be anything. Used by one thread.
 */
final class AnswerParts {

  /** RFC 9110, section 5.1. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** RFC 9110, section 5.5. */
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]*+");

  private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

  private final PayloadFormat format;
  private final List<HeaderField> single = new ArrayList<>();
  private final List<HeaderField> multiple = new ArrayList<>();
  private final List<HeaderField> cookies = new ArrayList<>();
  private OptionalInt status = OptionalInt.empty();
  private Optional<String> body = Optional.empty();
  private boolean isBase64;
  private boolean saysStatus;
  private @Nullable String wrong;

  AnswerParts(PayloadFormat format) {
    this.format = format;
  }

  /** Reads one member of the object, whose value the parser stands at. */
  void read(String name, JsonParser parser) {
    switch (name) {
      case "statusCode" -> readStatus(parser);
      case "headers" -> readFields(parser, single, false);
      case "multiValueHeaders" -> readMultiple(parser);
      case "cookies" -> readCookies(parser);
      case "body" -> body = readBody(parser);
      case "isBase64Encoded" -> isBase64 = readTruth(parser);
      default -> parser.skipChildren();
    }
  }

  boolean hasStatus() {
    return saysStatus;
  }

  boolean hasBody() {
    return body.isPresent();
  }

  private void readStatus(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    saysStatus = true;
    String text = token.isScalarValue() ? parser.getString() : "";
    if (token != JsonToken.VALUE_NUMBER_FLOAT && STATUS.matcher(text).matches()) {
      status = OptionalInt.of(Integer.parseInt(text));
    } else {
      wrong("statusCode is not a status from 200 to 599");
      parser.skipChildren();
    }
  }

  private void readMultiple(JsonParser parser) {
    if (format == PayloadFormat.V1) {
      readFields(parser, multiple, true);
    } else {
      parser.skipChildren();
    }
  }

  private void readFields(JsonParser parser, List<HeaderField> into, boolean lists) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      skipUnlessNull(parser, (lists ? "multiValueHeaders" : "headers") + " is not an object");
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (lists && token == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          add(into, name, parser);
        }
      } else {
        add(into, name, parser);
      }
    }
  }

  /** A number or a truth stands for its text; null for no field. */
  private void add(List<HeaderField> into, String name, JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (!token.isScalarValue()) {
      wrong("the value of the header " + name + " is not a text");
      parser.skipChildren();
      return;
    }
    String value = parser.getString();
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      wrong("there is a header whose name or value HTTP does not allow");
    } else if (!ConnectionFields.has(name)) {
      into.add(new HeaderField(name.toLowerCase(Locale.ROOT), value));
    }
  }

  private void readCookies(JsonParser parser) {
    if (format == PayloadFormat.V1 || parser.currentToken() != JsonToken.START_ARRAY) {
      skipUnlessNull(parser, format == PayloadFormat.V1 ? "" : "cookies is not a list of texts");
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      add(cookies, "set-cookie", parser);
    }
  }

  private Optional<String> readBody(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> Optional.of(parser.getString());
      case VALUE_NULL -> Optional.empty();
      default -> {
        skipUnlessNull(parser, "body is not a text: write its JSON into a string");
        yield Optional.empty();
      }
    };
  }

  private boolean readTruth(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> {
        skipUnlessNull(parser, "isBase64Encoded is neither true nor false");
        yield false;
      }
    };
  }

  private void skipUnlessNull(JsonParser parser, String otherwise) {
    if (parser.currentToken() != JsonToken.VALUE_NULL && !otherwise.isEmpty()) {
      wrong(otherwise);
    }
    parser.skipChildren();
  }

  private void wrong(String what) {
    if (wrong == null) {
      wrong = what;
    }
  }

  /** The answer; called only if there is a status. */
  Outcome.Answered answered() throws MalformedAnswerException {
    String flaw = wrong;
    if (flaw != null) {
      throw new MalformedAnswerException("the answer cannot be sent: " + flaw);
    }
    int code = status.orElse(200);
    boolean empty = code == 204 || code == 304;
    return new Outcome.Answered(code, fields(empty), empty ? Payload.empty() : bytes());
  }

  /** The list of values of a name stands for its single value. */
  private List<HeaderField> fields(boolean empty) {
    Set<String> listed = new TreeSet<>();
    multiple.forEach(field -> listed.add(field.name()));
    List<HeaderField> all = new ArrayList<>(multiple);
    single.stream().filter(field -> !listed.contains(field.name())).forEach(all::add);
    all.addAll(cookies);
    if (!empty && all.stream().noneMatch(field -> field.name().equals("content-type"))) {
      all.add(new HeaderField("content-type", "application/json"));
    }
    return all;
  }

  private Payload bytes() throws MalformedAnswerException {
    String text = body.orElse("");
    if (!isBase64) {
      return Payload.utf8(text);
    }
    try {
      return Payload.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException(
          "the answer cannot be sent: isBase64Encoded is true, and body is not Base64");
    }
  }
}
