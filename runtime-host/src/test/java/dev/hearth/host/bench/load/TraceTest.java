package dev.hearth.host.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {

  private final Trace trace = new Trace();

  @Test
  void isRecoveredAtOnceWhereNothingIsWrong() {
    add(0, 1_000, 5, true);

    assertThat(trace.recovery(100, 200, 10)).hasValue(0);
  }

  @Test
  void isRecoveredAfterTheLastOfTooManyBadAnswers() {
    add(0, 200, 50, true); // slow, of which the first half lies before
    add(200, 230, 5, false); // quick, but no success
    add(230, 1_000, 5, true);

    // A window of 200 calls allows for two bad ones.
    assertThat(trace.recovery(100, 200, 10)).hasValue(128);
  }

  @Test
  void isNotRecoveredBeforeTheEndWhereAllIsBad() {
    add(0, 1_000, 50, true);

    assertThat(trace.recovery(100, 200, 10)).isEmpty();
  }

  @Test
  void isNotRecoveredWhereTheTraceEndsTooSoonToSeeIt() {
    add(0, 850, 50, true);
    add(850, 1_000, 5, true);

    assertThat(trace.recovery(100, 200, 10)).isEmpty();
  }

  private void add(int from, int to, int latency, boolean accepted) {
    for (int at = from; at < to; at++) {
      trace.add(at, latency, accepted);
    }
  }
}
