package dev.hearth.host.schedule.cron;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Cron expressions of all forms, each with what it means. Stateless. */
final class Expressions {

  private Expressions() {}

  /** One field. */
  record Field(String text, Set<Integer> values) {

    boolean isAny() {
      return text.equals("*") || text.equals("*/1");
    }
  }

  /** Expressions of five fields. */
  static Arbitrary<Oracle> ofMinutes() {
    return Combinators.combine(
            field(0, 59),
            field(0, 23),
            often(field(1, 31), 1, 31),
            often(field(1, 12), 1, 12),
            often(weekdays(), 0, 6))
        .as((minute, hour, day, month, week) ->
            oracle(new Field("", Set.of(0)), List.of(minute, hour, day, month, week)));
  }

  /** Expressions of six fields. */
  static Arbitrary<Oracle> ofSeconds() {
    return Combinators.combine(
            field(0, 59),
            field(0, 59),
            field(0, 23),
            often(field(1, 31), 1, 31),
            often(weekdays(), 0, 6))
        .as((second, minute, hour, day, week) ->
            oracle(second, List.of(minute, hour, day, any(1, 12), week)));
  }

  private static Oracle oracle(Field second, List<Field> fields) {
    String text =
        (second.text() + " " + fields.stream().map(Field::text).collect(Collectors.joining(" ")))
            .strip();
    return new Oracle(
        text,
        second.values(),
        fields.get(0).values(),
        fields.get(1).values(),
        new Oracle.Days(
            fields.get(2).values(),
            fields.get(2).isAny(),
            fields.get(4).values().stream().map(day -> day % 7).collect(Collectors.toSet()),
            fields.get(4).isAny(),
            fields.get(3).values()),
        fields.get(0).text().startsWith("*"));
  }

  private static Field any(int least, int most) {
    return new Field("*", range(least, most, 1));
  }

  private static Set<Integer> range(int from, int to, int step) {
    return IntStream.rangeClosed(from, to)
        .filter(value -> (value - from) % step == 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Most expressions say nothing of the day. */
  private static Arbitrary<Field> often(Arbitrary<Field> field, int least, int most) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(any(least, most))), Tuple.of(1, field));
  }

  private static Arbitrary<Field> field(int least, int most) {
    Arbitrary<Integer> value = Arbitraries.integers().between(least, most);
    Arbitrary<Field> single = value.map(v -> new Field("" + v, Set.of(v)));
    Arbitrary<Field> span =
        Combinators.combine(value, value)
            .as((a, b) ->
                new Field(
                    Math.min(a, b) + "-" + Math.max(a, b),
                    range(Math.min(a, b), Math.max(a, b), 1)));
    Arbitrary<Field> steps =
        Arbitraries.integers()
            .between(1, most - 1)
            .map(step -> new Field("*/" + step, range(least, most, step)));
    Arbitrary<Field> spanWithSteps =
        Combinators.combine(span, Arbitraries.integers().between(1, Math.min(10, most)))
            .as((within, step) -> {
              TreeSet<Integer> values = new TreeSet<>(within.values());
              return new Field(
                  within.text() + "/" + step, range(values.first(), values.last(), step));
            });
    Arbitrary<Field> list =
        Arbitraries.oneOf(single, span, spanWithSteps)
            .list()
            .ofMinSize(2)
            .ofMaxSize(4)
            .map(items ->
                new Field(
                    items.stream().map(Field::text).collect(Collectors.joining(",")),
                    items.stream()
                        .flatMap(item -> item.values().stream())
                        .collect(Collectors.toCollection(TreeSet::new))));
    return Arbitraries.oneOf(
        Arbitraries.just(any(least, most)), single, span, steps, spanWithSteps, list);
  }

  private static Arbitrary<Field> weekdays() {
    Arbitrary<Field> numbers = field(0, 6);
    Arbitrary<Field> named =
        Arbitraries.of(
            new Field("MON-FRI", Set.of(1, 2, 3, 4, 5)),
            new Field("sun", Set.of(0)),
            new Field("7", Set.of(0)),
            new Field("5-7", Set.of(5, 6, 0)),
            new Field("Sat,Sun", Set.of(6, 0)));
    return Arbitraries.oneOf(numbers, named);
  }
}
