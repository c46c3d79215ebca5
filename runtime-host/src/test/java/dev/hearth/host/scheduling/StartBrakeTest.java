package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who crashes now and then starts at once; who crashes all the time starts once a second. */
class StartBrakeTest {

  private static final long SECOND = StartBrake.INTERVAL.toNanos();

  private final StartBrake brake = new StartBrake(3);

  @Test
  void aFewEndedInstancesAreForgiven() {
    for (int i = 0; i < 3; i++) {
      brake.ended(Long.MAX_VALUE - 5);
      assertThat(brake.holds(Long.MAX_VALUE - 5)).isFalse();
    }
  }

  @Test
  void oneMoreHoldsUpTheNextStartForASecond() {
    for (int i = 0; i < 4; i++) {
      brake.ended(-7);
    }
    assertThat(brake.holds(-7)).isTrue();
    assertThat(brake.holds(-7 + SECOND - 1)).isTrue();
    assertThat(brake.holds(-7 + SECOND)).isFalse();
  }

  @Test
  void whoGoesOnIsHeldToOneASecond() {
    int starts = 0;
    long step = SECOND / 50;
    for (long now = 0; now < 60 * SECOND; now += step) {
      if (!brake.holds(now)) {
        starts++;
        brake.ended(now);
      }
    }
    assertThat(starts).isBetween(60, 64);
  }

  @Test
  void oneASecondIsNeverHeldUp() {
    for (long now = 0; now < 100 * SECOND; now += SECOND) {
      brake.ended(now);
      assertThat(brake.holds(now)).isFalse();
    }
  }
}
