package dev.hearth.host.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings that have been gathered. What cannot be read becomes a problem that says where it was
 * set. Used by one thread.
 */
public final class Settings {

  private static final Pattern NAME = Pattern.compile("\\*|[A-Za-z0-9][A-Za-z0-9.:-]*");

  private final Map<String, Value> values;
  private final Problems problems;

  Settings(Map<String, Value> values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** A setting's text and where it was set. */
  record Value(String text, String source) {}

  /** A size, for instance {@code 6MiB}. */
  public ByteSize size(String key) {
    return read(key, ByteSize::parse, new ByteSize(1));
  }

  /** A duration longer than zero, for instance {@code 10m}. */
  public Duration duration(String key) {
    return read(
        key,
        text -> {
          Duration duration = DurationText.parse(text);
          if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than 0s");
          }
          return duration;
        },
        Duration.ofSeconds(1));
  }

  /** A whole number within limits. */
  public int integer(String key, int least, int most) {
    return read(
        key,
        text -> {
          if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
              return number;
            }
          }
          throw new IllegalArgumentException(
              "\"" + text + "\" is not a whole number from " + least + " to " + most);
        },
        least);
  }

  /** One of the constants of {@code type}, written in small letters. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return read(
        key,
        text ->
            constants.stream()
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "\"" + text + "\" is not one of " + names(constants))),
        constants.getFirst());
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String names(List<? extends Enum<?>> constants) {
    return constants.stream().map(Settings::nameOf).collect(Collectors.joining(", "));
  }

  /** Texts with commas between them; the word {@code none} for none. */
  public List<String> texts(String key) {
    return read(
        key,
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !part.equals("none"))
                .map(Settings::name)
                .toList(),
        List.of());
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no name: write names such as events.acme.com, or * for all");
    }
    return text;
  }

  /** An address to listen on. */
  public HostPort address(String key) {
    return read(key, HostPort::parse, new HostPort("127.0.0.1", 0));
  }

  /** A path. */
  public Path path(String key) {
    return read(key, Path::of, Path.of("."));
  }

  private <T> T read(String key, Function<String, T> parse, T fallback) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the host knows no setting " + key);
    }
    try {
      return parse.apply(value.text());
    } catch (IllegalArgumentException e) {
      String source = value.source().equals(key) ? "" : " (from " + value.source() + ")";
      problems.add(key + source, String.valueOf(e.getMessage()));
      return fallback;
    }
  }
}
