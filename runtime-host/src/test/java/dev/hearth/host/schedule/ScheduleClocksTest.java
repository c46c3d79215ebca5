package dev.hearth.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.ScheduleRow.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleClocksTest extends HostWithSchedules {

  @ParameterizedTest
  @CsvSource({
    "Europe/Vienna, 30 2 * * *, 365",
    "America/New_York, 30 2 * * *, 365",
    "Australia/Lord_Howe, 15 2 * * *, 365",
    "UTC, 30 2 * * *, 365",
    "Europe/Vienna, 0 * * * *, 8760",
    "America/New_York, 0 * * * *, 8760",
  })
  void firesThroughAWholeYear(String zone, String cron, int times) {
    Scheduled.deploy(registry, "report", 1, Scheduled.in(Scheduled.at("nightly", cron), zone));
    book.review(REPORT);
    run(Duration.ofDays(365));
    assertThat(store.fired()).hasSize(times).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0", "LAST, 1", "ALL, 4"})
  void makesUpForWhatAStoppedHostHasMissed(CatchUp catchUp, int fired) {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "*/10 * * * *"), Overlap.QUEUE, catchUp));
    book.review(REPORT);
    time.advance(Duration.ofMinutes(45));
    restart();
    book.round();
    List<Instant> missed = List.of(at("10:10"), at("10:20"), at("10:30"), at("10:40"));
    assertThat(store.fired()).isEqualTo(missed.subList(4 - fired, 4));
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).hasSize(fired + 1).endsWith(at("10:50"));
  }

  @Test
  void missedRunsAreBoundedAndTheNewestCount() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "* * * * *"), Overlap.QUEUE, CatchUp.ALL));
    book.review(REPORT);
    time.advance(Duration.ofDays(30));
    restart();
    for (int i = 0; i < 500; i++) {
      book.round();
      store.finishAll();
      time.advance(Duration.ofSeconds(5));
    }
    Instant returned = ManualTime.START.plus(Duration.ofDays(30));
    assertThat(store.fired().getFirst())
        .isEqualTo(returned.minus(Duration.ofMinutes(FirePlan.MOST_CAUGHT_UP)));
    assertThat(store.fired()).contains(returned).doesNotHaveDuplicates().isSorted();
    assertThat(store.of(REPORT).getFirst().leftOut().orElseThrow().why()).isEqualTo(Why.MISSED);
  }

  @Test
  void aClockPutForwardIsMadeUpForOnce() {
    deploy(1, "*/10 * * * *");
    run(Duration.ofMinutes(15));
    time.step(Duration.ofHours(1));
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).containsExactly(at("10:10"), at("11:10"), at("11:20"));
  }

  @Test
  void aClockPutForwardIsNotMadeUpForWhereNobodyWantsThat() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "*/10 * * * *"), Overlap.SKIP, CatchUp.NONE));
    book.review(REPORT);
    run(Duration.ofMinutes(15));
    time.step(Duration.ofHours(1));
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).containsExactly(at("10:10"), at("11:20"));
  }

  @Test
  void whatWasDueBeforeTheClockWasPutForwardIsNotMissed() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "0 11 * * *"), Overlap.SKIP, CatchUp.NONE));
    book.review(REPORT);
    run(Duration.ofMinutes(59));
    time.advance(Duration.ofMinutes(1));
    time.step(Duration.ofHours(1));
    book.round();
    assertThat(store.fired()).containsExactly(at("11:00"));
  }

  @Test
  void aClockPutBackFiresNothingTwice() {
    deploy(1, "*/10 * * * *");
    run(Duration.ofMinutes(35));
    time.step(Duration.ofHours(-1));
    run(Duration.ofMinutes(70));
    assertThat(store.fired()).containsExactly(at("10:10"), at("10:20"), at("10:30"), at("10:40"));
    time.step(Duration.ofHours(1));
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).doesNotHaveDuplicates().endsWith(at("11:40"), at("11:50"));
  }
}
