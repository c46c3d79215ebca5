package dev.hearth.host.admin;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.response.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The parameters behind the question mark, each read as what it must be; what is wrong is refused
 * with how it has to be. Used by the event loop of its request.
 */
final class Parameters {

  private static final int CURSOR_RADIX = 36;
  private static final int MOST_CHARACTERS = 512;

  private final MultiMap given;

  private Parameters(MultiMap given) {
    this.given = given;
  }

  /**
   * The parameters of a request.
   *
   * @throws RefusedException when there is one that is not known here, or one twice
   */
  static Parameters of(RoutingContext exchange, List<String> known) throws RefusedException {
    MultiMap given = exchange.queryParams();
    for (String name : given.names()) {
      if (!known.contains(name)) {
        throw refused(
            "there is no parameter \"" + cut(name) + "\" here" + NearestName.hint(name, known));
      }
      if (given.getAll(name).size() > 1) {
        throw refused("the parameter " + name + " must be given once only");
      }
      if (Objects.requireNonNullElse(given.get(name), "").length() > MOST_CHARACTERS) {
        throw refused(name + " may have at most " + MOST_CHARACTERS + " characters");
      }
    }
    return new Parameters(given);
  }

  /** A parameter as it is; empty if it was not given. */
  String text(String name) {
    return Objects.requireNonNullElse(given.get(name), "");
  }

  /** The name of a function; empty if it was not given. */
  String function(String name) throws RefusedException {
    String text = text(name);
    if (!text.isEmpty() && !FunctionName.isValid(text)) {
      throw refused(
          name
              + " must be a function's name: 1 to 63 lower-case letters, digits and hyphens, a"
              + " letter or digit first and last");
    }
    return text;
  }

  /** One of some words; empty if it was not given. */
  String word(String name, Collection<String> words) throws RefusedException {
    String text = text(name);
    if (!text.isEmpty() && !words.contains(text)) {
      throw refused(name + " must be one of " + String.join(", ", words));
    }
    return text;
  }

  /** {@code true} or {@code false}, which it is when it was not given. */
  boolean flag(String name) throws RefusedException {
    return word(name, List.of("true", "false")).equals("true");
  }

  /** A whole number within limits. */
  int number(String name, int least, int most, int fallback) throws RefusedException {
    String text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw refused(name + " must be a whole number from " + least + " to " + most);
  }

  /** A moment. */
  Instant moment(String name, Instant fallback) throws RefusedException {
    String text = text(name);
    try {
      return text.isEmpty() ? fallback : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw refused(name + " must be a moment such as 2026-11-23T17:00:00Z");
    }
  }

  /** A place that {@link #cursor(long)} has named. */
  long position(String name, long fallback) throws RefusedException {
    String text = text(name);
    return text.isEmpty()
        ? fallback
        : position(text, name + " must be what an earlier answer gave as \"next\"");
  }

  /**
   * A place that {@link #cursor(long)} has named.
   *
   * @param wrong what to say if it is none
   */
  static long position(String text, String wrong) throws RefusedException {
    try {
      long position = Long.parseLong(text, CURSOR_RADIX);
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException notACursor) {
      // Said below, together with those below zero.
    }
    throw refused(wrong);
  }

  /** The name of a place, to be given back as it is. */
  static String cursor(long position) {
    return Long.toString(position, CURSOR_RADIX);
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  static RefusedException refused(String detail) {
    return new RefusedException(Reason.INVALID_REQUEST, detail);
  }
}
