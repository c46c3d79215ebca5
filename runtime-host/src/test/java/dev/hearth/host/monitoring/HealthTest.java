package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {

  private final Health health = new Health();

  @Test
  void aHostIsNotReadyBeforeItHasStarted() {
    assertThat(health.state().ready()).isFalse();
    assertThat(health.state().live()).isTrue();
    assertThat(health.state().reasons()).containsExactly("starting");
    health.started();
    assertThat(health.state().ready()).isTrue();
    assertThat(health.state().reasons()).isEmpty();
  }

  @Test
  void drainingIsForGood() {
    health.started();
    health.drain("SIGTERM received");
    health.started();
    assertThat(health.state().ready()).isFalse();
    assertThat(health.state().live()).isTrue();
    assertThat(health.state().phase()).isEqualTo(HealthState.Phase.DRAINING);
    assertThat(health.state().reasons()).containsExactly("draining: SIGTERM received");
  }

  @Test
  void aHindranceLastsUntilItsPartRecovers() {
    health.started();
    health.hinder("store", "The disk is full; free some space.");
    health.hinder("store", "The disk is still full; free some space.");
    health.hinder("sandbox", "Two threads cannot be ended; restart the host.");
    assertThat(health.state().ready()).isFalse();
    assertThat(health.state().reasons())
        .containsExactly(
            "sandbox: Two threads cannot be ended; restart the host.",
            "store: The disk is still full; free some space.");
    health.recover("store");
    health.recover("sandbox");
    assertThat(health.state().ready()).isTrue();
  }

  @Test
  void aFailedHostIsNeitherReadyNorLiveAndStaysSo() {
    health.started();
    health.fail("The store is corrupt.");
    health.drain("SIGTERM received");
    assertThat(health.state().ready()).isFalse();
    assertThat(health.state().live()).isFalse();
    assertThat(health.state().reasons()).containsExactly("failed: The store is corrupt.");
  }
}
