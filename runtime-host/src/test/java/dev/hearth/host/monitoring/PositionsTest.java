package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionsTest {

  @Property
  void growWhateverTheClockDoesAndAreNeverBeforeTheirMoment(
      @ForAll List<@LongRange(min = -10, max = 4_000_000_000L) Long> seconds,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long last) {
    Positions positions = new Positions(last);
    long before = last;
    for (long second : seconds) {
      Instant moment = Instant.ofEpochSecond(second);
      long next = positions.next(moment);
      assertThat(next).isGreaterThan(before).isGreaterThanOrEqualTo(Positions.of(moment));
      before = next;
    }
  }

  @Test
  void momentsFarAwayAreCut() {
    assertThat(Positions.of(Instant.MIN)).isZero();
    assertThat(Positions.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Positions.of(Instant.ofEpochSecond(2, 3))).isEqualTo(2_000_000_003L);
  }
}
