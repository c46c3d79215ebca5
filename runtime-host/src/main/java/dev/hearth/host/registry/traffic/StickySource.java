package dev.hearth.host.registry.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where an alias finds the key that makes its calls sticky, when the caller names none by {@link
 * #HEADER}. Written as {@code header:X-User-Id} or {@code cookie:session}.
 */
public sealed interface StickySource {

  /** With this field of a request the caller names the key, whatever the alias says. */
  String HEADER = "X-Hearth-Sticky-Key";

  /** RFC 9110, section 5.6.2; cookie names are tokens too (RFC 6265, section 4.1.1). */
  Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /** Only callers that name a key have one. */
  record Nowhere() implements StickySource {
    @Override
    public String toString() {
      return "";
    }
  }

  /** The value of a field of the request, the first if there are several. */
  record Header(String name) implements StickySource {
    public Header {
      requireToken(name);
    }

    @Override
    public String toString() {
      return "header:" + name;
    }
  }

  /** The value of a cookie. */
  record Cookie(String name) implements StickySource {
    public Cookie {
      requireToken(name);
    }

    @Override
    public String toString() {
      return "cookie:" + name;
    }
  }

  /**
   * Reads what {@code toString} writes.
   *
   * @throws IllegalArgumentException with a message for the user, when it is nothing of the kind
   */
  static StickySource parse(String text) {
    if (text.isEmpty()) {
      return new Nowhere();
    }
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "header" -> new Header(name);
      case "cookie" -> new Cookie(name);
      default ->
          throw new IllegalArgumentException(
              "a sticky key is found by \"header:<name>\" or \"cookie:<name>\"");
    };
  }

  private static void requireToken(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the header or cookie with the sticky key has a name of 1 to 128 letters, digits and"
              + " !#$%&'*+.^_`|~-");
    }
  }

  /**
   * The key of one request; one that is empty is none.
   *
   * @param fields gives the values of a field, by its name in any case
   */
  default Optional<String> key(Function<String, List<String>> fields) {
    return first(fields.apply(HEADER)).or(() -> own(fields));
  }

  private Optional<String> own(Function<String, List<String>> fields) {
    return switch (this) {
      case Nowhere() -> Optional.empty();
      case Header(var name) -> first(fields.apply(name));
      case Cookie(var name) ->
          first(
              fields.apply("Cookie").stream()
                  .flatMap(line -> Arrays.stream(line.split(";", -1)))
                  .flatMap(pair -> value(pair, name).stream())
                  .toList());
    };
  }

  private static Optional<String> value(String pair, String name) {
    int equals = pair.indexOf('=');
    return equals >= 0 && pair.substring(0, equals).strip().equals(name)
        ? Optional.of(pair.substring(equals + 1).strip())
        : Optional.empty();
  }

  private static Optional<String> first(List<String> values) {
    return values.stream().findFirst().filter(text -> !text.isEmpty());
  }
}
