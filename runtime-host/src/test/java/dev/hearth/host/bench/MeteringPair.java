package dev.hearth.host.bench;

import java.util.Locale;

/** One figure of both variants of a kernel, in nanoseconds of CPU. Used by one thread. */
final class MeteringPair {

  private final Samples plain = new Samples();
  private final Samples rewritten = new Samples();

  void add(double plainNanos, double rewrittenNanos) {
    plain.add(plainNanos);
    rewritten.add(rewrittenNanos);
  }

  /** How much more the rewritten kernel takes, of the lower quartiles of the JVMs. */
  double factor() {
    return rewritten.lowerQuartile() / plain.lowerQuartile();
  }

  /** How much more it takes, in percent. */
  double percent() {
    return 100 * (factor() - 1);
  }

  /** The lower quartile of the kernel as it is. */
  String base() {
    double micros = plain.lowerQuartile() / 1000;
    return micros < 1000 ? Table.number(micros) + " µs" : Table.number(micros / 1000) + " ms";
  }

  /** Lower quartiles and extremes of both, for the log. */
  String detail() {
    return String.format(
        Locale.ROOT,
        "%+.1f %%  (%.1f, %.1f to %.1f → %.1f, %.1f to %.1f µs)",
        percent(),
        plain.lowerQuartile() / 1000,
        plain.percentile(0) / 1000,
        plain.percentile(1) / 1000,
        rewritten.lowerQuartile() / 1000,
        rewritten.percentile(0) / 1000,
        rewritten.percentile(1) / 1000);
  }
}
