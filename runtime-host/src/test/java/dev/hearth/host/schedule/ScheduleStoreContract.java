package dev.hearth.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.schedule.Firing.Limits;
import dev.hearth.host.schedule.Firing.Step;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.schedule.ScheduleRow.Why;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every store of schedules promises. */
public abstract class ScheduleStoreContract {

  private static final FunctionName REPORT = new FunctionName("report");
  private static final ScheduleId NIGHTLY = new ScheduleId(REPORT, "nightly");
  private static final ScheduleId OTHER = new ScheduleId(new FunctionName("other"), "nightly");
  private static final Instant TEN = Instant.parse("2026-11-01T10:00:00.123456789Z");
  private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));
  private static final Instant TWELVE = TEN.plus(Duration.ofHours(2));
  private static final Limits NONE = new Limits(false, 1_000);

  private final InvocationId.Source ids = new InvocationId.Source(new Random(3));

  /** The store under test, empty. */
  protected abstract ScheduleStore store();

  /** Whether a task of this id was written. */
  protected abstract boolean isQueued(InvocationId id);

  /** Lets all tasks end. */
  protected abstract void finishAll();

  private static ScheduleRow row(ScheduleId id, Instant next) {
    return ScheduleRow.of(id, "@every 1h @ UTC", Optional.of(next));
  }

  private NewTask task(ScheduleId id, Instant moment) {
    Event event =
        Event.builder(id + "@" + moment, URI.create("/schedules/" + id), FiringMaker.EVENT_TYPE)
            .time(moment.atOffset(ZoneOffset.UTC))
            .data("application/json", new byte[] {'1'})
            .build();
    return new NewTask(
        ids.next(),
        new Target(id.function(), ""),
        id.origin(),
        new Input.Happening(event, Payload.wrap(event.data())),
        0,
        List.of(),
        new NewTask.Terms(moment, moment, moment.plus(Duration.ofHours(6)), false, ""));
  }

  private Firing firing(ScheduleId id, Instant moment, Instant following, Limits limits) {
    NewTask task = task(id, moment);
    return new Firing(
        id,
        Optional.of(new Step(moment, moment, Optional.of(following), Optional.empty())),
        List.of(task),
        Optional.of(new LastFire(moment, moment.plusMillis(5), task.id())),
        limits);
  }

  private Fired fire(Firing firing) {
    return store().fire(firing).join();
  }

  private void settle(ScheduleRow... rows) {
    for (ScheduleRow row : rows) {
      store().settle(row.id().function(), List.of(row), List.of());
    }
  }

  @Test
  void keepsWhatIsPutAndForgetsWhatIsRemoved() {
    settle(row(OTHER, TWELVE));
    assertThat(store().settle(REPORT, List.of(row(NIGHTLY, ELEVEN)), List.of()))
        .containsExactly(row(NIGHTLY, ELEVEN));
    assertThat(store().of(REPORT)).containsExactly(row(NIGHTLY, ELEVEN));
    assertThat(store().all()).containsExactly(row(OTHER, TWELVE), row(NIGHTLY, ELEVEN));
    assertThat(store().settle(REPORT, List.of(), List.of(NIGHTLY))).isEmpty();
    assertThat(store().all()).containsExactly(row(OTHER, TWELVE));
  }

  @Test
  void theSameMomentsAreNotPutTwice() {
    settle(row(NIGHTLY, ELEVEN), row(NIGHTLY, TWELVE));
    assertThat(store().of(REPORT)).containsExactly(row(NIGHTLY, ELEVEN));
    ScheduleRow other = ScheduleRow.of(NIGHTLY, "@every 2h @ UTC", Optional.of(TWELVE));
    settle(other);
    assertThat(store().of(REPORT)).containsExactly(other);
    ScheduleRow resting = ScheduleRow.of(NIGHTLY, "@every 2h @ UTC", Optional.empty());
    settle(resting);
    assertThat(store().of(REPORT)).containsExactly(resting);
    settle(other);
    assertThat(store().of(REPORT)).containsExactly(other);
  }

  @Test
  void writesTheTaskAndGoesOn() {
    settle(row(NIGHTLY, TEN));
    Firing firing = firing(NIGHTLY, TEN, ELEVEN, NONE);
    assertThat(fire(firing)).isEqualTo(Fired.DONE);
    assertThat(isQueued(firing.tasks().getFirst().id())).isTrue();
    ScheduleRow after = store().of(REPORT).getFirst();
    assertThat(after.next()).contains(ELEVEN);
    assertThat(after.last()).isEqualTo(firing.last());
    assertThat(after.leftOut()).isEmpty();
  }

  @Test
  void firesAMomentOnceHoweverManyTry() {
    settle(row(NIGHTLY, TEN));
    List<Firing> firings = new ArrayList<>();
    List<CompletableFuture<Fired>> ends = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      firings.add(firing(NIGHTLY, TEN, ELEVEN, NONE));
      ends.add(store().fire(firings.getLast()));
    }
    List<Fired> fired = ends.stream().map(CompletableFuture::join).toList();
    assertThat(fired).containsOnlyOnce(Fired.DONE).containsOnly(Fired.DONE, Fired.SUPERSEDED);
    assertThat(firings).filteredOn(f -> isQueued(f.tasks().getFirst().id())).hasSize(1);
  }

  @Test
  void firesNothingOfAScheduleThatIsPausedGoneOrElsewhere() {
    assertThat(fire(firing(NIGHTLY, TEN, ELEVEN, NONE))).isEqualTo(Fired.SUPERSEDED);
    settle(row(NIGHTLY, ELEVEN));
    Firing early = firing(NIGHTLY, TEN, ELEVEN, NONE);
    assertThat(fire(early)).isEqualTo(Fired.SUPERSEDED);
    assertThat(store().pause(NIGHTLY, true)).isTrue();
    assertThat(store().pause(new ScheduleId(REPORT, "unknown"), true)).isFalse();
    settle(row(NIGHTLY, ELEVEN));
    Firing paused = firing(NIGHTLY, ELEVEN, TWELVE, NONE);
    assertThat(fire(paused)).isEqualTo(Fired.SUPERSEDED);
    assertThat(isQueued(early.tasks().getFirst().id())).isFalse();
    assertThat(isQueued(paused.tasks().getFirst().id())).isFalse();
  }

  @Test
  void pausingAndResumingLetsItBeginAnew() {
    settle(row(NIGHTLY, TEN));
    store().pause(NIGHTLY, true);
    assertThat(store().of(REPORT).getFirst().paused()).isTrue();
    assertThat(store().of(REPORT).getFirst().next()).isEmpty();
    store().pause(NIGHTLY, false);
    settle(row(NIGHTLY, TWELVE));
    assertThat(store().of(REPORT)).containsExactly(row(NIGHTLY, TWELVE));
  }

  @Test
  void leavesAMomentOutWhileARunIsNotOver() {
    Limits oneAtATime = new Limits(true, 1_000);
    settle(row(NIGHTLY, TEN), row(OTHER, TEN));
    assertThat(fire(firing(NIGHTLY, TEN, ELEVEN, oneAtATime))).isEqualTo(Fired.DONE);
    Firing overlapping = firing(NIGHTLY, ELEVEN, TWELVE, oneAtATime);
    assertThat(fire(overlapping)).isEqualTo(Fired.OVERLAPS);
    assertThat(isQueued(overlapping.tasks().getFirst().id())).isFalse();
    ScheduleRow row = store().of(REPORT).getFirst();
    assertThat(row.next()).contains(TWELVE);
    assertThat(row.leftOut()).contains(new LeftOut(ELEVEN, Why.OVERLAP));
    assertThat(row.last().orElseThrow().scheduled()).isEqualTo(TEN);
    assertThat(fire(firing(OTHER, TEN, ELEVEN, oneAtATime))).isEqualTo(Fired.DONE);
    finishAll();
    Instant later = TWELVE.plus(Duration.ofHours(1));
    assertThat(fire(firing(NIGHTLY, TWELVE, later, oneAtATime))).isEqualTo(Fired.DONE);
  }

  @Test
  void firesNothingWithoutRoomInTheBacklog() {
    Limits two = new Limits(false, 2);
    settle(row(NIGHTLY, TEN));
    assertThat(fire(firing(NIGHTLY, TEN, ELEVEN, two))).isEqualTo(Fired.DONE);
    assertThat(fire(firing(NIGHTLY, ELEVEN, TWELVE, two))).isEqualTo(Fired.DONE);
    Instant later = TWELVE.plus(Duration.ofHours(1));
    Firing full = firing(NIGHTLY, TWELVE, later, two);
    assertThat(fire(full)).isEqualTo(Fired.FULL);
    assertThat(isQueued(full.tasks().getFirst().id())).isFalse();
    assertThat(store().of(REPORT).getFirst().next()).contains(TWELVE);
    finishAll();
    assertThat(fire(full)).isEqualTo(Fired.DONE);
  }

  @Test
  void goesOnWithoutATaskWhereAllIsLeftOut() {
    settle(row(NIGHTLY, TEN));
    LeftOut missed = new LeftOut(ELEVEN, Why.MISSED);
    Step step = new Step(TEN, ELEVEN, Optional.of(TWELVE), Optional.of(missed));
    Firing none =
        new Firing(NIGHTLY, Optional.of(step), List.of(), Optional.empty(), new Limits(true, 0));
    assertThat(fire(none)).isEqualTo(Fired.DONE);
    assertThat(store().of(REPORT).getFirst().leftOut()).contains(missed);
    assertThat(store().of(REPORT).getFirst().next()).contains(TWELVE);
  }

  @Test
  void comesToRestWhenNoMomentFollows() {
    settle(row(NIGHTLY, TEN));
    Step last = new Step(TEN, TEN, Optional.empty(), Optional.empty());
    Firing firing =
        new Firing(NIGHTLY, Optional.of(last), List.of(task(NIGHTLY, TEN)), Optional.empty(), NONE);
    assertThat(fire(firing)).isEqualTo(Fired.DONE);
    assertThat(store().of(REPORT).getFirst().next()).isEmpty();
  }

  @Test
  void firesOutOfTurnWithoutTouchingWhatComes() {
    NewTask task = task(NIGHTLY, TEN);
    Firing now =
        new Firing(
            NIGHTLY,
            Optional.empty(),
            List.of(task),
            Optional.of(new LastFire(TEN, TEN, task.id())),
            new Limits(true, 10));
    assertThat(fire(now)).isEqualTo(Fired.SUPERSEDED);
    settle(row(NIGHTLY, ELEVEN));
    assertThat(fire(now)).isEqualTo(Fired.DONE);
    assertThat(store().of(REPORT).getFirst().next()).contains(ELEVEN);
    assertThat(store().of(REPORT).getFirst().last()).isEqualTo(now.last());
    assertThat(isQueued(task.id())).isTrue();
    NewTask again = task(NIGHTLY, TEN);
    Firing overlapping =
        new Firing(NIGHTLY, Optional.empty(), List.of(again), Optional.empty(), now.limits());
    assertThat(fire(overlapping)).isEqualTo(Fired.OVERLAPS);
    assertThat(store().of(REPORT).getFirst().leftOut()).isEmpty();
  }
}
