package dev.hearth.host.bench.replay;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One function of the trace.
 *
 * @param trigger what calls it, for instance {@code timer}
 * @param perMinute calls in each minute
 * @param millis run times at {@link #SHARES}
 * @param mebibytes its memory on average
 */
public record TracedFunction(
    String trigger, List<Integer> perMinute, List<Double> millis, double mebibytes) {

  /** Of which shares of its calls the trace tells the run time. */
  static final List<Double> SHARES = List.of(0.0, 0.01, 0.25, 0.5, 0.75, 0.99, 1.0);

  public TracedFunction {
    perMinute = List.copyOf(perMinute);
    millis = List.copyOf(millis);
  }

  /** A run time in milliseconds, linear between the shares that are known. */
  public double drawMillis(RandomGenerator random) {
    double share = random.nextDouble();
    int above = 1;
    while (SHARES.get(above) < share) {
      above++;
    }
    double from = SHARES.get(above - 1);
    double part = (share - from) / (SHARES.get(above) - from);
    double low = millis.get(above - 1);
    return low + part * (millis.get(above) - low);
  }
}
