package dev.hearth.host.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleTimesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final IdleTimes times = new IdleTimes();

  private int count(long nanos) {
    return times.histogram().count(IdleHistogram.binOf(nanos));
  }

  @Test
  void countsHowLongACallsInstanceWasIdle() {
    times.found(MINUTE);
    assertThat(count(MINUTE)).isEqualTo(1);
  }

  @Test
  void aCallThatFindsNoneTellsHowLongTheOneBeforeShouldHaveStayed() {
    times.left(2 * MINUTE);
    times.missed(22 * MINUTE);
    assertThat(count(20 * MINUTE)).isEqualTo(1);
  }

  @Test
  void theFirstCallAndACallMoreThanEverTellNothing() {
    times.missed(MINUTE);
    times.left(MINUTE);
    times.missed(2 * MINUTE);
    times.missed(3 * MINUTE);
    assertThat(times.histogram().total()).isEqualTo(1);
  }

  @Test
  void theLastThatLeftWouldHaveServedFirst() {
    times.left(0);
    times.left(50 * MINUTE);
    times.missed(51 * MINUTE);
    assertThat(count(MINUTE)).isEqualTo(1);
    times.missed(51 * MINUTE);
    assertThat(count(51 * MINUTE)).isEqualTo(1);
  }

  @Test
  void remembersTheLastFourThatLeft() {
    for (int i = 1; i <= 5; i++) {
      times.left(i * MINUTE);
    }
    for (int i = 0; i < 5; i++) {
      times.missed(100 * MINUTE);
    }
    assertThat(times.histogram().total()).isEqualTo(4);
  }
}
