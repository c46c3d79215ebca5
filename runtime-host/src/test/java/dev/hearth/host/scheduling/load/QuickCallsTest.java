package dev.hearth.host.scheduling.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuickCallsTest {

  private static final long MILLI = 1_000_000;

  private final QuickCalls calls = new QuickCalls(2_000);

  @Test
  void asManyAsThereAreProcessorsAreEnough() {
    assertThat(calls.areEnough(1_000, 0)).isFalse();
    calls.begins(1_000, 0);
    assertThat(calls.areEnough(1_000, 10)).isFalse();
    calls.begins(1_000, 10);
    assertThat(calls.areEnough(1_000, 20)).isTrue();
  }

  @Test
  void oneThatEndsMakesRoomForTheNext() {
    long first = calls.begins(1_000, 0);
    calls.begins(1_000, 0);
    calls.ends(1_000, first, MILLI / 2);
    assertThat(calls.areEnough(1_000, MILLI / 2)).isFalse();
  }

  @Test
  void thoseThatMostlyRestLeaveRoomForMore() {
    for (int i = 0; i < 20; i++) {
      assertThat(calls.areEnough(100, i)).isFalse();
      calls.begins(100, i);
    }
    assertThat(calls.areEnough(100, 20)).isTrue();
  }

  @Test
  void oneCallMayRunHoweverMuchItNeeds() {
    assertThat(calls.areEnough(9_000, 0)).isFalse();
  }

  @Test
  void oneThatIsNotOverInAMomentCountsNoLonger() {
    long slow = calls.begins(2_000, 0);
    assertThat(calls.areEnough(1_000, MILLI)).isTrue();
    assertThat(calls.areEnough(1_000, 3 * MILLI)).isFalse();
    calls.ends(2_000, slow, 3 * MILLI);
    calls.begins(1_000, 3 * MILLI);
    calls.begins(1_000, 3 * MILLI);
    assertThat(calls.areEnough(1_000, 3 * MILLI)).isTrue();
  }

  @Property
  void whenAllHaveEndedThereIsRoom(
      @ForAll @Size(max = 200) List<@IntRange(min = -900_000, max = 3_000_000) Integer> steps) {
    long now = -5 * MILLI;
    Deque<long[]> running = new ArrayDeque<>();
    for (int step : steps) {
      now += Math.abs(step) / 2;
      if (step < 0 && !running.isEmpty()) {
        long[] oldest = running.removeFirst();
        calls.ends((int) oldest[0], oldest[1], now);
      } else {
        int demand = 1 + Math.abs(step) % 2_000;
        running.add(new long[] {demand, calls.begins(demand, now)});
      }
    }
    for (long[] each : running) {
      calls.ends((int) each[0], each[1], now);
    }
    assertThat(calls.areEnough(2_000, now)).isFalse();
  }
}
