package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

  private final InFlightLimit limit = new InFlightLimit();

  @Test
  void beginsWithFourOrWhatTheManifestAllows() {
    assertThat(limit.now(100)).isEqualTo(4);
    assertThat(limit.now(2)).isEqualTo(2);
  }

  @Test
  void growsByOneForATaskThatDidNotWaitWhileItIsReached() {
    limit.ranAtOnce(3, 100);
    assertThat(limit.now(100)).isEqualTo(4);
    limit.ranAtOnce(4, 100);
    limit.ranAtOnce(5, 100);
    assertThat(limit.now(100)).isEqualTo(6);
  }

  @Test
  void neverGrowsBeyondTheManifest() {
    for (int i = 0; i < 20; i++) {
      limit.ranAtOnce(100, 5);
    }
    assertThat(limit.now(5)).isEqualTo(5);
    assertThat(limit.now(100)).isEqualTo(5);
  }

  @Test
  void isHalvedOnceForAllThatBeganBeforeThat() {
    limit.turnedAway(10, 50);
    assertThat(limit.now(100)).isEqualTo(2);
    limit.turnedAway(11, 51);
    limit.turnedAway(49, 52);
    assertThat(limit.now(100)).isEqualTo(2);
    limit.turnedAway(50, 60);
    assertThat(limit.now(100)).isEqualTo(1);
    limit.turnedAway(70, 80);
    assertThat(limit.now(100)).isEqualTo(1);
  }

  @Property
  void staysBetweenOneAndWhatTheManifestAllows(
      @ForAll @IntRange(min = 1, max = 50) int most, @ForAll boolean[] served) {
    long now = 0;
    for (boolean atOnce : served) {
      now++;
      if (atOnce) {
        limit.ranAtOnce(limit.now(most), most);
      } else {
        limit.turnedAway(now, now);
      }
      assertThat(limit.now(most)).isBetween(1, most);
    }
  }
}
