package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.validation.CallValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of one task: when it begins, where its attempts go, how it ends. */
class TaskDispatcherTest {

  private final WorkerBench bench = new WorkerBench().begin();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void runsATaskAsOneCallAndKeepsItsAnswer() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");

    Invocation invocation = bench.running().getFirst().invocation();
    assertThat(invocation.id()).isEqualTo(id);
    assertThat(invocation.version().id()).hasToString("one@1");
    assertThat(invocation.lane()).isEqualTo(Lane.BACKGROUND);
    assertThat(invocation.trigger()).isEqualTo(Trigger.HTTP);
    assertThat(invocation.attempt()).isEqualTo(1);
    assertThat(invocation.trace().traceId()).isEqualTo("a".repeat(32));
    assertThat(invocation.lineage().hops()).isEqualTo(2);
    assertThat(invocation.lineage().isBounded()).isFalse();
    assertThat(invocation.maxWait()).isEqualTo(Attempts.PATIENCE);
    assertThat(bench.state(id)).isEqualTo(TaskState.RUNNING);

    bench.answer(bench.running().getFirst(), 201);
    TaskRecord record = bench.find(id);
    assertThat(record.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.result().orElseThrow().status()).isEqualTo(201);
    assertThat(bench.heard).containsExactly("one attempted", "one Succeeded");
    assertThat(bench.dispatcher.underWay()).isZero();
  }

  @Test
  void anEventAndALongJobGoTheirOwnWays() {
    bench.deploy(BackgroundVersions.of("long").withRun(Duration.ofHours(3), Lane.LONG));
    bench.accept(bench.tasks.of("long", bench.tasks.happened("e1")));
    Invocation invocation = bench.running().getFirst().invocation();
    assertThat(invocation.lane()).isEqualTo(Lane.LONG);
    assertThat(invocation.trigger()).isEqualTo(Trigger.PUBSUB);
  }

  @Test
  void aCallThatWasCountedWhenItCameIsNotCountedAgainButItsSecondAttemptIs() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    bench.accept("one");
    bench.fail(bench.running().getFirst(), Reason.FUNCTION_ERROR);
    bench.pass(Duration.ofSeconds(1));
    bench.accept(bench.tasks.of("one", bench.tasks.happened("e1")));
    assertThat(bench.asked)
        .extracting(CallValidator.Head::caller)
        .containsExactly(
            new CallValidator.Caller.Counted(),
            new CallValidator.Caller.Permitted(),
            new CallValidator.Caller.Permitted());
  }

  @Test
  void whatIsDueLaterBeginsThenAndNotBefore() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.accept(bench.tasks.later("one", Duration.ofMinutes(5)));
    bench.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(bench.started).isEmpty();
    bench.pass(Duration.ofMillis(1));
    assertThat(bench.started).hasSize(1);
  }

  @Test
  void isTriedAgainWithTheNextNumberUntilNoAttemptIsLeft() {
    bench.deploy(
        BackgroundVersions.of("one")
            .withIdempotence()
            .withRetry(3, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    InvocationId id = bench.accept("one");
    bench.fail(bench.running().getFirst(), Reason.FUNCTION_ERROR);
    assertThat(bench.state(id)).isEqualTo(TaskState.QUEUED);
    bench.pass(Duration.ofMillis(4_999));
    assertThat(bench.running()).isEmpty();
    bench.pass(Duration.ofMillis(1));
    bench.fail(bench.runningOf(id), Reason.FUNCTION_ERROR);
    bench.pass(Duration.ofSeconds(10));
    assertThat(bench.runningOf(id).invocation().attempt()).isEqualTo(3);
    bench.fail(bench.runningOf(id), Reason.FUNCTION_ERROR);

    TaskRecord record = bench.find(id);
    assertThat(record.state()).isEqualTo(TaskState.DEAD_LETTERED);
    assertThat(record.attempts()).isEqualTo(3);
    assertThat(record.failures()).hasSize(3);
    assertThat(bench.started)
        .extracting(call -> call.invocation().attempt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void whatWasTurnedAwayHasItsAttemptStill() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");
    for (int i = 0; i < 5; i++) {
      bench.turnAway(bench.runningOf(id), Reason.OVERLOADED);
      assertThat(bench.find(id).attempts()).isZero();
      bench.pass(Duration.ofSeconds(10));
    }
    assertThat(bench.runningOf(id).invocation().attempt()).isEqualTo(1);
    bench.answer(bench.runningOf(id), 200);
    assertThat(bench.state(id)).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void eachAttemptGoesToWhatIsDeployedThen() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    InvocationId id = bench.accept("one");
    bench.fail(bench.running().getFirst(), Reason.FUNCTION_ERROR);
    bench.deploy(BackgroundVersions.of("one").withNumber(2));
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.runningOf(id).invocation().version().id()).hasToString("one@2");
  }

  @Test
  void anAliasPicksAVersionForEachAttempt() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.deploy(BackgroundVersions.of("one").withNumber(2));
    bench.registry.apply(
        new CatalogueChange.AliasSet(
            new FunctionName("one"), new Alias("live", Map.of(1, 1, 2, 1))));
    NewTask task = to(bench.tasks.call("one"), "live");
    bench.draw = 0.1;
    bench.accept(task);
    assertThat(bench.running().getFirst().invocation().version().id()).hasToString("one@1");
    bench.turnAway(bench.running().getFirst(), Reason.OVERLOADED);
    bench.draw = 0.9;
    bench.pass(Duration.ofSeconds(5));
    assertThat(bench.running().getFirst().invocation().version().id()).hasToString("one@2");
  }

  @Test
  void settingsOfTheFunctionReplaceHowOftenAndHowLongTheManifestTries() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    FunctionName one = new FunctionName("one");
    bench.registry.apply(
        new CatalogueChange.SettingsSet(
            one,
            FunctionSettings.NONE.withAsync(
                "",
                Optional.of(
                    new AsyncTerms(
                        OptionalInt.of(0), Optional.of(Duration.ofMinutes(1)), Instant.EPOCH)))));
    InvocationId once = bench.accept("one");
    bench.fail(bench.runningOf(once), Reason.FUNCTION_ERROR);
    assertThat(bench.state(once)).isEqualTo(TaskState.DEAD_LETTERED);
    assertThat(bench.find(once).failures().getLast().detail()).contains("attempt 1 of 1");

    InvocationId old = bench.accept("one");
    for (int i = 0; i < 20 && bench.state(old) != TaskState.EXPIRED; i++) {
      bench.running().forEach(call -> bench.turnAway(call, Reason.OVERLOADED));
      bench.pass(Duration.ofSeconds(10));
    }
    assertThat(bench.state(old)).isEqualTo(TaskState.EXPIRED);
    assertThat(bench.find(old).attempts()).isZero();
  }

  @Test
  void anAliasSendsEveryAttemptWithTheSameKeyToTheSameVersion() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.deploy(BackgroundVersions.of("one").withNumber(2));
    Alias live = new Alias("live", Map.of(1, 1, 2, 1));
    FunctionName one = new FunctionName("one");
    bench.registry.apply(new CatalogueChange.AliasSet(one, live));
    HeaderField key = new HeaderField("x-hearth-sticky-key", "ada");
    int version =
        live.pick(one, n -> n.equalsIgnoreCase(key.name()) ? List.of("ada") : List.of(), () -> 0);
    bench.draw = version == 1 ? 0.9 : 0.1;
    NewTask call = to(bench.tasks.call("one"), "live");
    Input.Http sticky = new Input.Http("POST", "/", "", List.of(key), Payload.utf8("x"));
    bench.accept(
        new NewTask(
            call.id(),
            call.target(),
            call.origin(),
            sticky,
            call.hops(),
            call.trace(),
            call.terms()));
    assertThat(bench.running().getFirst().invocation().version().id().number()).isEqualTo(version);
  }

  private static NewTask to(NewTask task, String qualifier) {
    return new NewTask(
        task.id(),
        new Target(task.target().function(), qualifier),
        task.origin(),
        task.input(),
        task.hops(),
        task.trace(),
        task.terms());
  }

  @Test
  void aFunctionOrVersionThatIsGoneMakesDeadLetters() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId version = bench.accept(to(bench.tasks.call("one"), "7"));
    InvocationId later = bench.accept(bench.tasks.later("one", Duration.ofMinutes(1)));
    bench.delete("one");
    bench.pass(Duration.ofMinutes(1));
    for (InvocationId id : List.of(version, later)) {
      assertThat(bench.state(id)).isEqualTo(TaskState.DEAD_LETTERED);
      assertThat(bench.find(id).attempts()).isZero();
    }
    assertThat(bench.find(version).failures().getLast().reason()).isEqualTo("unknown-version");
    assertThat(bench.find(later).failures().getLast().detail())
        .startsWith("no function is deployed as \"one\" any more; redrive the task");
    assertThat(bench.started).isEmpty();
  }

  @Test
  void noAttemptWaitsBeyondTheTasksTime() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.accept(bench.tasks.expiring("one", Duration.ofSeconds(20)));
    assertThat(bench.running().getFirst().invocation().maxWait()).isEqualTo(Duration.ofSeconds(20));
    bench.pass(Duration.ofSeconds(20));
    bench.turnAway(bench.running().getFirst(), Reason.QUEUE_TIMEOUT);
    assertThat(bench.heard).containsExactly("one attempted", "one Expired");
  }

  @Test
  void everyTaskEndsOnceHoweverItGoes() {
    bench.deploy(
        BackgroundVersions.of("one")
            .withIdempotence()
            .withRetry(2, Duration.ofSeconds(1), Duration.ofSeconds(5)));
    Random random = new Random(7);
    List<InvocationId> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(
          bench.accept(
              i % 3 == 0 ? bench.tasks.ordered("one", "k" + i % 5) : bench.tasks.call("one")));
    }
    for (int round = 0; round < 20_000 && bench.backlog.total() > 0; round++) {
      List<Call> running = bench.running();
      if (running.isEmpty()) {
        bench.pass(Duration.ofSeconds(1));
        continue;
      }
      Call call = running.get(random.nextInt(running.size()));
      switch (random.nextInt(4)) {
        case 0 -> bench.turnAway(call, Reason.OVERLOADED);
        case 1 -> bench.fail(call, Reason.FUNCTION_ERROR);
        default -> bench.answer(call, 200);
      }
    }
    Map<TaskState, Long> states =
        all.stream().collect(Collectors.groupingBy(bench::state, Collectors.counting()));
    assertThat(states).containsOnlyKeys(TaskState.SUCCEEDED, TaskState.DEAD_LETTERED);
    long settled =
        bench.heard.stream()
            .filter(h -> h.endsWith("Succeeded") || h.endsWith("DeadLettered"))
            .count();
    assertThat(settled).isEqualTo(all.size());
    assertThat(bench.dispatcher.underWay()).isZero();
    assertThat(all).allSatisfy(id -> assertThat(bench.find(id).attempts()).isBetween(1, 2));
  }
}
