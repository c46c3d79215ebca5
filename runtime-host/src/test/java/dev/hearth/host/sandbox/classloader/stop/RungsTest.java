package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RungsTest {

  private final Rungs rungs = Rungs.usual();

  @Test
  void theFlagComesAtOnceAndAlone() {
    assertThat(rungs.at(0)).containsExactly(Rung.FLAG);
  }

  @Test
  void eachRungStaysOnceItIsDue() {
    assertThat(rungs.at(millis(1))).containsExactly(Rung.FLAG, Rung.INTERRUPT);
    assertThat(rungs.at(millis(3)))
        .containsExactly(Rung.FLAG, Rung.INTERRUPT, Rung.STOP_IN_FUNCTION);
    assertThat(rungs.at(millis(7))).doesNotContain(Rung.STOP_IN_PLATFORM).contains(Rung.CLOSE);
    assertThat(rungs.at(millis(1_999))).doesNotContain(Rung.QUARANTINE);
    assertThat(rungs.at(millis(2_000))).containsExactly(Rung.values());
  }

  @Test
  void triesEachMillisecondAndRarelyOnceItIsQuarantined() {
    assertThat(rungs.pauseNanos(0)).isLessThan(millis(1));
    assertThat(rungs.pauseNanos(millis(10))).isEqualTo(millis(1));
    assertThat(rungs.pauseNanos(millis(2_000))).isEqualTo(millis(100));
  }

  @Test
  void givesUpAfterAMinute() {
    assertThat(rungs.isOver(millis(59_999))).isFalse();
    assertThat(rungs.isOver(millis(60_000))).isTrue();
  }

  @Test
  void refusesALadderThatLacksARung() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rungs(Map.of(Rung.FLAG, Duration.ZERO), Duration.ofSeconds(1)))
        .withMessageContaining("each rung");
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
