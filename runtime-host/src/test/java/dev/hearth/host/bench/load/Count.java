package dev.hearth.host.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came of the calls of one phase. Used by the generator's thread, then by who reads it. */
public final class Count {

  private static final int DIGITS = 3;

  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private final Histogram accepted = new Histogram(DIGITS);
  private final Histogram rejected = new Histogram(DIGITS);

  /** Nothing yet. */
  public Count() {
    for (Ending ending : Ending.values()) {
      endings.put(ending, 0L);
    }
  }

  void add(Ending ending, long nanos) {
    endings.merge(ending, 1L, Long::sum);
    if (ending.isAccepted()) {
      accepted.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    } else if (ending == Ending.REJECTED) {
      rejected.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }
  }

  /** Adds what {@code other} has counted. */
  public void add(Count other) {
    other.endings.forEach((ending, count) -> endings.merge(ending, count, Long::sum));
    accepted.add(other.accepted);
    rejected.add(other.rejected);
  }

  /** How many attempts ended so. */
  public long of(Ending ending) {
    return endings.getOrDefault(ending, 0L);
  }

  /** All attempts. */
  public long all() {
    return endings.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Successes, early and late, in proportion to all attempts; 1 if there was none. */
  public double success() {
    return all() == 0 ? 1 : (double) accepted.getTotalCount() / all();
  }

  /** The latency of successes in milliseconds at {@code percentile} from 0 to 100. */
  public double accepted(double percentile) {
    return accepted.getValueAtPercentile(percentile) / 1e3;
  }

  /** The latency of rejections in milliseconds at {@code percentile} from 0 to 100. */
  public double rejected(double percentile) {
    return rejected.getValueAtPercentile(percentile) / 1e3;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    endings.forEach((ending, count) -> {
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(count)
            .append(' ')
            .append(ending.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      }
    });
    return text.toString();
  }
}
