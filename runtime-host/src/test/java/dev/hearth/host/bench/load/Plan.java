package dev.hearth.host.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** When a stream sends, worked out before it begins. Used by the generator's thread. */
final class Plan {

  private final long[] ends;
  private long[] moments = new long[1024];
  private int count;

  private Plan(int phases) {
    ends = new long[phases];
  }

  /** The plan for {@code phases}; the same {@code seed} gives the same moments. */
  static Plan of(List<Phase> phases, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Plan plan = new Plan(phases.size());
    long begin = 0;
    for (int i = 0; i < phases.size(); i++) {
      plan.add(phases.get(i), begin, random);
      begin += phases.get(i).length().toNanos();
      plan.ends[i] = begin;
    }
    return plan;
  }

  private void add(Phase phase, long begin, SplittableRandom random) {
    long end = begin + phase.length().toNanos();
    switch (phase) {
      case Phase.Closed closed -> {
        for (int i = 0; i < closed.callers(); i++) {
          add(begin);
        }
      }
      case Phase.Even even -> {
        for (long at = begin; at < end; at += even.period().toNanos()) {
          add(at);
        }
      }
      case Phase.Random chance -> {
        double gap = Duration.ofSeconds(1).toNanos() / chance.perSecond();
        for (double at = begin + gap(gap, random); at < end; at += gap(gap, random)) {
          add((long) at);
        }
      }
    }
  }

  /** Exponentially distributed, never over an hour. */
  private static double gap(double mean, SplittableRandom random) {
    return Math.min(-Math.log(1 - random.nextDouble()) * mean, 3.6e12);
  }

  private void add(long moment) {
    if (count == moments.length) {
      moments = Arrays.copyOf(moments, count * 2);
    }
    moments[count++] = moment;
  }

  int size() {
    return count;
  }

  /** When the {@code index}th call leaves, in nanoseconds since the begin. */
  long moment(int index) {
    return moments[index];
  }

  /** When a phase ends, in nanoseconds since the begin. */
  long end(int phase) {
    return ends[phase];
  }

  /** Which phase it is then; the last one for ever. */
  int phaseAt(long moment) {
    int phase = 0;
    while (phase < ends.length - 1 && moment >= ends[phase]) {
      phase++;
    }
    return phase;
  }
}
