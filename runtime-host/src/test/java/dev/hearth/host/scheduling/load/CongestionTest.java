package dev.hearth.host.scheduling.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A line that is served every five milliseconds, under loads of different kinds. */
class CongestionTest {

  private static final long MILLI = 1_000_000;
  private static final long SERVICE = 5 * MILLI;

  private final Congestion congestion = new Congestion();
  private final Deque<Long> line = new ArrayDeque<>();
  private long now = Long.MAX_VALUE - 100 * MILLI; // the ticker may wrap around
  private long nextServed = now;
  private boolean everOn;

  CongestionTest() {
    congestion.arrived(now - Congestion.YOUNG.toNanos() - 1);
  }

  private void arrive() {
    congestion.arrived(now);
    line.add(now);
  }

  private void advance(long nanos) {
    long until = now + nanos;
    while (nextServed - until < 0) {
      now = nextServed;
      if (!line.isEmpty()) {
        line.removeFirst();
        congestion.left(now);
      }
      look();
      nextServed += SERVICE;
    }
    now = until;
    look();
  }

  private boolean look() {
    boolean on = congestion.update(now, line.isEmpty() ? 0 : now - line.getFirst());
    everOn |= on;
    return on;
  }

  @Test
  void aBurstIsServedHoweverLongThatTakes() {
    for (int i = 0; i < 300; i++) {
      arrive();
    }
    advance(2_000 * MILLI);
    assertThat(everOn).isFalse();
    assertThat(line).isEmpty();
  }

  @Test
  void aLoadThatGoesOnIsNoticedSoon() {
    for (int i = 0; i < 100; i++) {
      arrive();
      advance(MILLI);
    }
    assertThat(look()).isTrue();
  }

  @Test
  void aVersionIsNotJudgedBeforeItsInstancesHaveHadTimeToStart() {
    Congestion young = new Congestion();
    young.arrived(now);
    for (long age = 0; age < Congestion.YOUNG.toNanos(); age += MILLI) {
      young.arrived(now + age);
      assertThat(young.update(now + age, age)).isFalse();
    }
    long old = Congestion.YOUNG.toNanos() + 1;
    assertThat(young.update(now + old, old)).isTrue();
  }

  @Test
  void clientsThatWaitForTheirAnswersAreNoOverload() {
    for (int i = 0; i < 40; i++) {
      arrive();
    }
    for (int i = 0; i < 400; i++) {
      int before = line.size();
      advance(SERVICE);
      if (line.size() < before) {
        arrive();
      }
    }
    assertThat(everOn).isFalse();
    assertThat(line).hasSize(40);
  }

  @Test
  void itEndsHalfASecondAfterTheLoadHasFallen() {
    for (int i = 0; i < 100; i++) {
      arrive();
      advance(MILLI);
    }
    line.clear();
    advance(400 * MILLI);
    assertThat(look()).isTrue();
    advance(110 * MILLI);
    assertThat(look()).isFalse();
  }
}
