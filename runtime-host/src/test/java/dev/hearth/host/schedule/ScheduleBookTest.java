package dev.hearth.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.ScheduleRow.Why;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleBookTest extends HostWithSchedules {

  @Test
  void firesEachMomentWithAnEventThatSaysWhich() {
    deploy(1, "*/10 * * * *");
    run(Duration.ofMinutes(25));
    assertThat(store.fired()).containsExactly(at("10:10"), at("10:20"));
    assertThat(signals).containsExactly("report 1", "report 1");
    NewTask task = store.tasks().getFirst();
    assertThat(task.origin()).isEqualTo(new Origin(Origin.Kind.SCHEDULE, "report/nightly"));
    assertThat(task.target().toString()).isEqualTo("report");
    assertThat(task.terms().expiresAt()).isEqualTo(at("16:10"));
    Input.Happening input = (Input.Happening) task.input();
    assertThat(input.event().type()).isEqualTo("dev.hearth.schedule.fired");
    assertThat(input.event().source()).hasToString("/schedules/report/nightly");
    assertThat(input.body().text())
        .isEqualTo(
            "{\"function\":\"report\",\"schedule\":\"nightly\","
                + "\"scheduled\":\"2026-11-01T10:10:00Z\",\"fired\":\"2026-11-01T10:10:00Z\"}");
    ScheduleRow row = store.of(REPORT).getFirst();
    assertThat(row.last().orElseThrow().task()).isEqualTo(store.tasks().getLast().id());
    assertThat(row.next()).contains(at("10:30"));
  }

  @Test
  void sleepsUntilTheNextIsDue() {
    assertThat(book.round()).isEqualTo(Instant.MAX);
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.at("a", "0 12 * * *"),
        Scheduled.at("b", "45 11 * * *"),
        Scheduled.jitter(Scheduled.at("c", "30 11 * * *"), Duration.ofMinutes(1)));
    book.review(REPORT);
    assertThat(book.round()).isBetween(at("11:30"), at("11:31"));
  }

  @Test
  void aRunThatIsNotOverIsNotOverlapped() {
    deploy(1, "*/10 * * * *");
    time.advance(Duration.ofMinutes(10));
    book.round();
    time.advance(Duration.ofMinutes(10));
    book.round();
    assertThat(store.fired()).containsExactly(at("10:10"));
    ScheduleRow row = store.of(REPORT).getFirst();
    assertThat(row.leftOut()).contains(new ScheduleRow.LeftOut(at("10:20"), Why.OVERLAP));
    assertThat(row.next()).contains(at("10:30"));
    store.finishAll();
    time.advance(Duration.ofMinutes(10));
    book.round();
    assertThat(store.fired()).containsExactly(at("10:10"), at("10:30"));
  }

  @Test
  void runsMayQueueOrOverlapWhereTheManifestSaysSo() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("queued", "*/10 * * * *"), Overlap.QUEUE, CatchUp.LAST),
        Scheduled.with(Scheduled.at("allowed", "5/10 * * * *"), Overlap.ALLOW, CatchUp.LAST));
    book.review(REPORT);
    for (int i = 0; i < 6; i++) {
      time.advance(Duration.ofMinutes(5));
      book.round();
    }
    assertThat(store.fired()).hasSize(6);
    assertThat(store.tasks())
        .extracting(task -> task.terms().orderKey())
        .containsExactly("", "schedule:queued", "", "schedule:queued", "", "schedule:queued");
  }

  @Test
  void onlyTheSchedulesOfTheActiveVersionCount() {
    deploy(1, "*/10 * * * *");
    time.advance(Duration.ofMinutes(9));
    deploy(2, "*/30 * * * *");
    run(Duration.ofMinutes(25));
    assertThat(store.fired()).containsExactly(at("10:30"));
    registry.apply(new CatalogueChange.RolledBack(REPORT));
    book.review(REPORT);
    run(Duration.ofMinutes(7));
    assertThat(store.fired()).containsExactly(at("10:30"), at("10:40"));
    registry.apply(new CatalogueChange.FunctionDeleted(REPORT));
    book.review(REPORT);
    assertThat(store.all()).isEmpty();
    run(Duration.ofMinutes(30));
    assertThat(store.fired()).hasSize(2);
  }

  @Test
  void aScheduleThatStaysTheSameGoesOnOverARedeployment() {
    Scheduled.deploy(registry, "report", 1, Scheduled.at("nightly", "@every 1h"));
    book.review(REPORT);
    time.advance(Duration.ofMinutes(70));
    Scheduled.deploy(
        registry,
        "report",
        2,
        Scheduled.with(Scheduled.at("nightly", "@every 1h"), Overlap.QUEUE, CatchUp.LAST));
    book.review(REPORT);
    book.round();
    assertThat(store.fired()).containsExactly(at("11:00"));
    assertThat(store.tasks().getFirst().terms().orderKey()).isEqualTo("schedule:nightly");
  }

  @Test
  void aFunctionThatIsOffFiresNothingAndBeginsAnewWhenItIsOn() {
    deploy(1, "*/10 * * * *");
    registry.apply(new CatalogueChange.EnabledSet(REPORT, false));
    book.review(REPORT);
    run(Duration.ofMinutes(25));
    registry.apply(new CatalogueChange.EnabledSet(REPORT, true));
    book.review(REPORT);
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).containsExactly(at("10:30"));
  }

  @Test
  void aPausedScheduleWaitsUntilItIsResumedAlsoOverARestart() {
    deploy(1, "*/10 * * * *");
    store.pause(NIGHTLY, true);
    run(Duration.ofMinutes(15));
    restart();
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).isEmpty();
    store.pause(NIGHTLY, false);
    book.review(REPORT);
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).containsExactly(at("10:30"));
  }

  @Test
  void whatTheStoreRefusesIsFiredWhenItWorksAgain() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "*/10 * * * *"), Overlap.QUEUE, CatchUp.NONE));
    book.review(REPORT);
    store.broken(true);
    run(Duration.ofMinutes(25));
    assertThat(store.fired()).isEmpty();
    store.broken(false);
    run(Duration.ofSeconds(5));
    assertThat(store.fired()).containsExactly(at("10:10"), at("10:20"));
  }

  @Test
  void aDeploymentThatTheStoreCannotSettleIsSettledLater() {
    store.broken(true);
    deploy(1, "*/10 * * * *");
    assertThat(book.round()).isBefore(at("10:10"));
    store.broken(false);
    run(Duration.ofMinutes(10));
    assertThat(store.fired()).containsExactly(at("10:10"));
  }

  @Test
  void aFullBacklogDelaysAndSkipsNothing() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        1,
        Scheduled.with(Scheduled.at("nightly", "*/10 * * * *"), Overlap.ALLOW, CatchUp.NONE));
    book.review(REPORT);
    for (int i = 0; i < 40; i++) {
      time.advance(Duration.ofMinutes(1));
      book.round();
    }
    assertThat(store.fired()).containsExactly(at("10:10"));
    store.finishAll();
    run(Duration.ofMinutes(1));
    assertThat(store.fired()).containsExactly(at("10:10"), at("10:20"), at("10:30"), at("10:40"));
  }

  @Test
  void twoHostsOnOneStoreFireEachMomentOnce() {
    Scheduled.deploy(
        registry,
        "report",
        1,
        Scheduled.with(Scheduled.at("nightly", "*/10 * * * *"), Overlap.ALLOW, CatchUp.ALL));
    book.review(REPORT);
    ScheduleBook other = newBook();
    other.open();
    for (int i = 0; i < 12; i++) {
      time.advance(Duration.ofMinutes(5));
      (i % 3 == 0 ? other : book).round();
      (i % 3 == 0 ? book : other).round();
    }
    assertThat(store.fired())
        .containsExactly(
            at("10:10"), at("10:20"), at("10:30"), at("10:40"), at("10:50"), at("11:00"));
  }
}
