package com.example.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitCounterTest {

  @Test
  void theFirstVisitOfAnInstanceIsColdTheNextAreWarm() {
    VisitCounter counter = new VisitCounter();

    assertThat(counter.get()).containsEntry("visit", 1L).containsEntry("start", "cold");
    assertThat(counter.get()).containsEntry("visit", 2L).containsEntry("start", "warm");
  }

  @Test
  void everyInstanceCountsForItself() {
    new VisitCounter().get();

    assertThat(new VisitCounter().get()).containsEntry("visit", 1L);
  }

  @Test
  void saysSinceWhenTheInstanceLives() {
    Instant before = Instant.now();
    VisitCounter counter = new VisitCounter();
    Map<String, Object> first = counter.get();

    assertThat(Instant.parse((String) first.get("instanceStartedAt")))
        .isBetween(before, Instant.now());
    assertThat(counter.get()).containsEntry("instanceStartedAt", first.get("instanceStartedAt"));
  }
}
