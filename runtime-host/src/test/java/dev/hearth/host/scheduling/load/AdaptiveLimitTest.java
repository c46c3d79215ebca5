package dev.hearth.host.scheduling.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.execution.Ran;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

  private static final int PROCESSORS = 4;
  private static final long MILLI = 1_000_000;

  private final AdaptiveLimit limit = new AdaptiveLimit(PROCESSORS, 0);
  private long now;

  /** As many calls as may run at once share the processors for a while. */
  private void run(int windows, double usableProcessors) {
    for (int i = 0; i < windows; i++) {
      int running = limit.processors();
      double slower = Math.max(1, running / usableProcessors);
      long busy = 10 * MILLI;
      long delay = (long) (busy * (slower - 1));
      for (int call = 0; call < 8; call++) {
        now += 10 * MILLI;
        limit.add(new Ran(busy + delay, busy, 0, delay), now, running);
      }
    }
  }

  @Test
  void itRisesWhileNobodyWaitsForAProcessor() {
    run(100, 1_000);
    assertThat(limit.processors()).isGreaterThanOrEqualTo(12 * PROCESSORS);
  }

  @Test
  void itSettlesALittleAboveTheProcessorsThereAre() {
    run(100, PROCESSORS);
    assertThat(limit.processors()).isBetween(PROCESSORS, 4 * PROCESSORS);
  }

  @Test
  void itFallsAgainWhenTheProcessorsAreTaken() {
    run(100, 1_000);
    run(200, 2);
    assertThat(limit.processors()).isLessThanOrEqualTo(4 * PROCESSORS);
  }

  @Test
  void itNeverFallsBelowTheProcessorsThereAre() {
    run(500, 0.1);
    assertThat(limit.processors()).isBetween(PROCESSORS, 2 * PROCESSORS);
  }

  @Test
  void itStaysWhileLittleIsAsked() {
    int before = limit.processors();
    for (int i = 0; i < 1_000; i++) {
      now += 10 * MILLI;
      limit.add(new Ran(MILLI, MILLI, 0, 0), now, 1);
    }
    assertThat(limit.processors()).isEqualTo(before);
  }
}
