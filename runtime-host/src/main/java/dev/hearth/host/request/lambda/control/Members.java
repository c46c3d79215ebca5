package dev.hearth.host.request.lambda.control;

import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of one object in a request. Those that nobody has asked for when all are read are
 * refused, unless they say nothing: a member that changes what a function does must not be passed
 * over. Used by one thread.
 */
final class Members {

  private final ObjectNode json;
  private final Set<String> read = new HashSet<>();

  Members(ObjectNode json) {
    this.json = json;
  }

  /** Whether the member is there. */
  boolean has(String name) {
    return !node(name).isMissingNode();
  }

  private JsonNode node(String name) {
    read.add(name);
    JsonNode value = json.path(name);
    return value.isNull() ? json.path("") : value;
  }

  /** A text; empty if the member is not there. */
  Optional<String> text(String name, int longest) throws LambdaException {
    JsonNode value = node(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(name, value, "Member must be a string");
    }
    String text = value.stringValue();
    if (text.length() > longest) {
      throw wrong(name, value, "Member must have length less than or equal to " + longest);
    }
    return Optional.of(text);
  }

  /** A text that must be there. */
  String required(String name, int longest) throws LambdaException {
    return text(name, longest)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            refused(
                "1 validation error detected: Value null at '"
                    + lower(name)
                    + "' failed to satisfy constraint: Member must not be null"));
  }

  /** A whole number; empty if the member is not there. */
  OptionalInt number(String name, int least, int most) throws LambdaException {
    JsonNode value = node(name);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isInt()) {
      throw wrong(name, value, "Member must be a whole number");
    }
    int number = value.intValue();
    if (number < least) {
      throw wrong(name, value, "Member must have value greater than or equal to " + least);
    }
    if (number > most) {
      throw wrong(name, value, "Member must have value less than or equal to " + most);
    }
    return OptionalInt.of(number);
  }

  /** Whether the member is true. */
  boolean truth(String name) throws LambdaException {
    JsonNode value = node(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name, value, "Member must be true or false");
    }
    return value.isBoolean() && value.booleanValue();
  }

  /** An object; empty if the member is not there. */
  Optional<Members> object(String name) throws LambdaException {
    JsonNode value = node(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(new Members(object));
    }
    throw wrong(name, value, "Member must be an object");
  }

  /** Names and texts; empty if the member is not there. */
  Optional<SortedMap<String, String>> texts(String name) throws LambdaException {
    Optional<Members> members = object(name);
    if (members.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : members.get().json.properties()) {
      if (!entry.getValue().isString()) {
        throw wrong(name + "." + entry.getKey(), entry.getValue(), "Member must be a string");
      }
      texts.put(entry.getKey(), entry.getValue().stringValue());
    }
    return Optional.of(texts);
  }

  /** Texts; none if the member is not there. */
  List<String> list(String name) throws LambdaException {
    JsonNode value = node(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw wrong(name, value, "Member must be a list of strings");
    }
    return value.valueStream().map(JsonNode::stringValue).toList();
  }

  /** Names and fractions; empty if the member is not there. */
  Optional<SortedMap<String, Double>> fractions(String name) throws LambdaException {
    Optional<Members> members = object(name);
    if (members.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Double> fractions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : members.get().json.properties()) {
      JsonNode value = entry.getValue();
      if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
        throw wrong(name + "." + entry.getKey(), value, "Member must be from 0.0 to 1.0");
      }
      fractions.put(entry.getKey(), value.doubleValue());
    }
    return Optional.of(fractions);
  }

  /** A member that may only have one value here, or say nothing. */
  void only(String name, String value) throws LambdaException {
    JsonNode given = node(name);
    if (!saysNothing(given) && !(given.isString() && given.stringValue().equals(value))) {
      throw wrong(name, given, "this host has only " + value);
    }
  }

  /** A member that need not be looked at, for it changes nothing. */
  void ignored(String name) {
    read.add(name);
  }

  /**
   * Ends the reading.
   *
   * @throws LambdaException when there is a member that says something and was not read
   */
  void end() throws LambdaException {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!read.contains(entry.getKey()) && !saysNothing(entry.getValue())) {
        throw refused(NotHere.refusal(entry.getKey()));
      }
    }
  }

  /** Null, an empty text, or nothing but such. */
  private static boolean saysNothing(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isString() && value.stringValue().isEmpty())
        || (value.isBoolean() && !value.booleanValue())
        || (value.isContainer() && value.valueStream().allMatch(Members::saysNothing));
  }

  private static LambdaException wrong(String name, JsonNode value, String constraint) {
    return refused(
        "1 validation error detected: Value "
            + LambdaFault.shown(value.isString() ? value.stringValue() : value.toString())
            + " at '"
            + lower(name)
            + "' failed to satisfy constraint: "
            + constraint);
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** A value that it cannot have. */
  static LambdaException refused(String message) {
    return new LambdaException(LambdaFault.invalidParameter(message));
  }
}
