package dev.hearth.host.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measurements of one thing, in one unit. Used by one thread. */
final class Samples {

  private double[] values = new double[64];
  private int count;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  void addAll(Samples others) {
    for (int i = 0; i < others.count; i++) {
      add(others.values[i]);
    }
  }

  /** The smallest value that {@code share} of all values do not exceed (nearest rank). */
  double percentile(double share) {
    if (count == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }

  int count() {
    return count;
  }

  double mean() {
    return Arrays.stream(values, 0, count).average().orElse(0);
  }

  /** A quarter is smaller: for CPU time, to which other programs on the machine can only add. */
  double lowerQuartile() {
    return percentile(0.25);
  }

  double median() {
    return percentile(0.5);
  }

  /** The four figures that tell how the values are spread. */
  String spread() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f, p90 %.2f, p99 %.2f, max %.2f",
        percentile(0.5),
        percentile(0.9),
        percentile(0.99),
        percentile(1));
  }
}
