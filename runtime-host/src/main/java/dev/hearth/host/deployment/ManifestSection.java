package dev.hearth.host.deployment;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.DurationText;
import dev.hearth.host.config.NearestName;
import dev.hearth.host.config.Problems;
import dev.hearth.host.deployment.ManifestNode.Kind;
import dev.hearth.host.deployment.ManifestNode.Mapping;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys of one mapping of the manifest. A value that is missing or wrong gives the default; each
 * one that is wrong is a problem under its path. Used by one thread.
 */
final class ManifestSection {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  private final String prefix;
  private final Mapping mapping;
  private final Problems problems;

  private ManifestSection(String prefix, Mapping mapping, Problems problems) {
    this.prefix = prefix;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The top of a manifest; keys that are not among {@code known} are problems. */
  static ManifestSection root(Mapping mapping, Set<String> known, Problems problems) {
    ManifestSection section = new ManifestSection("", mapping, problems);
    section.refuseUnknown(known);
    return section;
  }

  /** A mapping within; empty if it is not there. */
  ManifestSection section(String key, Set<String> known) {
    Mapping within =
        switch (node(key).orElse(Mapping.EMPTY)) {
          case Mapping found -> found;
          case ManifestNode other -> {
            String example = key + ": {" + String.join(", ", new TreeSet<>(known)) + "}";
            problem(
                key, "wants keys and values as in \"" + example + "\", not " + other.described());
            yield Mapping.EMPTY;
          }
        };
    ManifestSection section = new ManifestSection(path(key) + ".", within, problems);
    section.refuseUnknown(known);
    return section;
  }

  /**
   * A mapping that stands somewhere in a list; empty, and a problem, if it is something else. Its
   * reader says which keys it knows, with {@link #refuseUnknown}.
   */
  ManifestSection within(String path, ManifestNode node) {
    if (node instanceof Mapping found) {
      return new ManifestSection(prefix + path + ".", found, problems);
    }
    problem(path, "wants keys and values, not " + node.described());
    return new ManifestSection(prefix + path + ".", Mapping.EMPTY, problems);
  }

  /** Keys that are not among {@code known} are problems. */
  void refuseUnknown(Set<String> known) {
    for (String key : mapping.entries().keySet()) {
      String path = path(key);
      if (!Unavailable.refuseKey(path, problems) && !known.contains(key)) {
        String hint = NearestName.hint(Shown.bare(key), new TreeSet<>(known));
        problems.add(Shown.bare(path), "is not a key of the manifest" + hint);
      }
    }
  }

  /** Whether the key says something. */
  boolean has(String key) {
    return node(key).isPresent();
  }

  /** A duration from {@code least} to {@code most}. */
  Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    Range<Duration> range =
        new Range<>(least, most, DurationText.format(least) + " to " + DurationText.format(most));
    return read(key, "a duration such as 250ms or 30s", DurationText::parse, range)
        .orElse(otherwise);
  }

  /** A number of bytes from {@code least} to {@code most}. */
  ByteSize size(String key, ByteSize otherwise, ByteSize least, ByteSize most) {
    Range<ByteSize> range = new Range<>(least, most, least + " to " + most);
    return read(key, "a size such as 128MiB", ByteSize::parse, range).orElse(otherwise);
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(String key, int otherwise, int least, int most) {
    Range<Integer> range = new Range<>(least, most, least + " to " + most);
    return read(key, "a whole number", ManifestSection::wholeNumber, range).orElse(otherwise);
  }

  /** True or false. */
  boolean truth(String key, boolean otherwise) {
    Optional<Scalar> value = scalar(key, "true or false");
    if (value.isPresent() && value.get().kind() != Kind.TRUTH) {
      problem(key, "wants true or false, not " + value.get().described());
      return otherwise;
    }
    return value.map(scalar -> scalar.text().equalsIgnoreCase("true")).orElse(otherwise);
  }

  /** Text that fits the pattern. */
  String text(String key, String otherwise, Pattern valid, String wanted) {
    Optional<String> value = scalar(key, wanted).map(Scalar::text);
    if (value.isPresent() && !valid.matcher(value.get()).matches()) {
      problem(key, "wants " + wanted + ", not " + Shown.of(value.get()));
      return otherwise;
    }
    return value.orElse(otherwise);
  }

  /** One of the names of an enumeration, in lower case. */
  <E extends Enum<E>> E choice(String key, E otherwise) {
    Set<String> names = new TreeSet<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    Optional<String> value = scalar(key, "one of " + names).map(Scalar::text);
    if (value.isEmpty() || Unavailable.refuseValue(path(key), value.get(), problems)) {
      return otherwise;
    }
    if (!names.contains(value.get())) {
      String hint = NearestName.hint(Shown.bare(value.get()), names);
      problem(key, "wants one of " + names + ", not " + Shown.of(value.get()) + hint);
      return otherwise;
    }
    return Enum.valueOf(otherwise.getDeclaringClass(), value.get().toUpperCase(Locale.ROOT));
  }

  /** The items of a list; empty if the key is not there, no items if it is something else. */
  Optional<List<ManifestNode>> list(String key, String wanted) {
    return node(key)
        .map(value ->
            switch (value) {
              case ManifestNode.Sequence(var items) -> items;
              case ManifestNode other -> {
                problem(key, "wants " + wanted + ", not " + other.described());
                yield List.<ManifestNode>of();
              }
            });
  }

  /** Whether the value of a key is a list. */
  boolean isList(String key) {
    return node(key).filter(ManifestNode.Sequence.class::isInstance).isPresent();
  }

  /** The mapping under a key as it is; empty if it is not there or is something else. */
  Mapping open(String key, String wanted) {
    return switch (node(key).orElse(Mapping.EMPTY)) {
      case Mapping found -> found;
      case ManifestNode other -> {
        problem(key, "wants " + wanted + ", not " + other.described());
        yield Mapping.EMPTY;
      }
    };
  }

  /** Notes what is wrong with a key. */
  void problem(String key, String what) {
    problems.add(Shown.bare(path(key)), what);
  }

  private String path(String key) {
    return prefix + key;
  }

  private Optional<ManifestNode> node(String key) {
    return Optional.ofNullable(mapping.entries().get(key)).filter(node -> !node.saysNothing());
  }

  private Optional<Scalar> scalar(String key, String wanted) {
    Optional<ManifestNode> node = node(key);
    if (node.isEmpty() || node.get() instanceof Scalar) {
      return node.map(Scalar.class::cast);
    }
    problem(key, "wants " + wanted + ", not " + node.get().described());
    return Optional.empty();
  }

  /** Reads a text; an {@link IllegalArgumentException} says what is wrong. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(String text);
  }

  /** What is allowed, both ends included. */
  private record Range<T extends Comparable<? super T>>(T least, T most, String described) {
    boolean has(T value) {
      return least.compareTo(value) <= 0 && value.compareTo(most) <= 0;
    }
  }

  private <T extends Comparable<? super T>> Optional<T> read(
      String key, String wanted, Reading<T> reading, Range<T> range) {
    Optional<Scalar> scalar = scalar(key, wanted);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    try {
      T value = reading.read(scalar.get().text());
      if (range.has(value)) {
        return Optional.of(value);
      }
      problem(key, "wants " + range.described() + ", not " + scalar.get().described());
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      problem(key, "wants " + wanted + ", not " + scalar.get().described());
    }
    return Optional.empty();
  }

  private static int wholeNumber(String text) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return Integer.parseInt(text);
  }
}
