package dev.hearth.host.bench.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Every attempt of a stream: when it should have left, and what came of it. Used by the generator's
 * thread, then by who reads it.
 */
public final class Trace {

  private static final double STRAYS = 0.01;

  private final List<Point> points = new ArrayList<>();

  /** Times in nanoseconds, {@code at} since the begin. */
  private record Point(long at, long latency, boolean accepted) {}

  void add(long at, long latency, boolean accepted) {
    points.add(new Point(at, latency, accepted));
  }

  /**
   * How long after {@code from} the calls are answered as they should be: the first moment after
   * which, for the time of {@code window}, at most one call of a hundred is not answered with
   * success within {@code limit}. All in nanoseconds.
   *
   * @return the time until then; empty if the trace ends before that is seen
   */
  public OptionalLong recovery(long from, long window, long limit) {
    List<Point> after =
        points.stream()
            .filter(point -> point.at >= from)
            .sorted(Comparator.comparingLong(Point::at))
            .toList();
    int bad = 0;
    int end = 0;
    for (int begin = 0; begin < after.size(); begin++) {
      long first = after.get(begin).at;
      if (first + window > after.getLast().at) {
        return OptionalLong.empty();
      }
      while (end < after.size() && after.get(end).at <= first + window) {
        bad += isBad(after.get(end++), limit) ? 1 : 0;
      }
      if (bad <= STRAYS * (end - begin)) {
        return OptionalLong.of(begin == 0 ? 0 : first - from);
      }
      bad -= isBad(after.get(begin), limit) ? 1 : 0;
    }
    return OptionalLong.empty();
  }

  private static boolean isBad(Point point, long limit) {
    return !point.accepted || point.latency > limit;
  }
}
