package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable tasks on a whole host: run, tried again, called off, taken over. */
class BackgroundTasksTest {

  private static final String FILES =
      "permissions: {files: ['rw:" + Path.of(System.getProperty("java.io.tmpdir")) + "']}\n";

  @TempDir Path directory;

  private RunningHost start(String... flags) {
    return RunningHost.start(directory.resolve("data"), flags);
  }

  /** Notes each of its runs in a file, then does {@code what}. */
  private FunctionJar noting(String what, String manifest) {
    return Functions.http(
            """
            java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), context.attempt() + "\\n",
                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            %s
            """
                .formatted(directory.resolve("runs"), what))
        .entry("META-INF/hearth.yaml", FILES + manifest);
  }

  private List<String> runs() throws IOException {
    Path runs = directory.resolve("runs");
    return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
  }

  private static NewTask task(String function, String query) {
    Instant now = ManualTime.real().now();
    NewTask plain = new Tasks(now).call(function);
    return new NewTask(
        new InvocationId(UUID.randomUUID().toString()),
        plain.target(),
        plain.origin(),
        new Input.Http("POST", "/", query, List.of(), Payload.utf8("hello")),
        0,
        plain.trace(),
        plain.terms());
  }

  private static InvocationId accept(RunningHost host, NewTask task) {
    assertThat(host.tasks().accept(Arrival.of(task)).join())
        .isInstanceOf(Acceptance.Accepted.class);
    return task.id();
  }

  private static TaskRecord ended(RunningHost host, InvocationId id) {
    return Eventually.get(
        () -> host.taskStore().find(id).orElseThrow(), record -> record.state().isFinal());
  }

  @Test
  void aTaskRunsAndItsAnswerHistoryAndMetricsAreThere() {
    try (RunningHost host = start()) {
      HostClient client = host.client();
      client.deployed("echo", Functions.echoing());
      InvocationId id = accept(host, task("echo", ""));
      TaskRecord record = ended(host, id);
      assertThat(record.state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(record.result().orElseThrow().status()).isEqualTo(202);
      assertThat(record.result().orElseThrow().body().text()).isEqualTo("POST / hello");
      String shown = client.send(client.toAdmin("/v1/invocations/" + id).GET()).expect(200).text();
      assertThat(shown).contains("a".repeat(32)).contains("\"attempts\":1");
      String metrics = client.send(client.toAdmin("/metrics").GET()).expect(200).text();
      assertThat(metrics)
          .contains("hearth_tasks_succeeded_total{faas_name=\"echo\"} 1")
          .contains("hearth_tasks_attempts_total{faas_name=\"echo\"} 1")
          .contains("hearth_tasks_oldest_wait_milliseconds 0")
          .contains("hearth_tasks_running 0")
          .contains("hearth_tasks_queued 0");
    }
  }

  @Test
  void anIdempotentFunctionIsTriedAgainAndAnotherIsNot() throws Exception {
    String failsOnce =
        "if (context.attempt() == 1) throw new IllegalStateException(\"on purpose\");"
            + " return HttpResponse.text(\"attempt \" + context.attempt());";
    String soon = "retry: {base: 1ms, cap: 5ms}\n";
    try (RunningHost host = start()) {
      HostClient client = host.client();
      client.deployed("repeatable", noting(failsOnce, "idempotent: true\n" + soon));
      TaskRecord good = ended(host, accept(host, task("repeatable", "")));
      assertThat(good.state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(good.result().orElseThrow().body().text()).isEqualTo("attempt 2");
      assertThat(good.attempts()).isEqualTo(2);
      assertThat(runs()).containsExactly("1", "2");

      Files.delete(directory.resolve("runs"));
      client.deployed("careful", noting(failsOnce, soon));
      TaskRecord bad = ended(host, accept(host, task("careful", "")));
      assertThat(bad.state()).isEqualTo(TaskState.DEAD_LETTERED);
      assertThat(bad.failures().getLast().error().message()).isEqualTo("on purpose");
      assertThat(bad.failures().getLast().reason()).isEqualTo("function-error");
      assertThat(bad.task().input().body().text()).isEqualTo("hello");
      assertThat(runs()).containsExactly("1");

      client.deployed("brave", noting(failsOnce, "retry: {base: 1ms, cap: 5ms, unsafe: true}\n"));
      assertThat(ended(host, accept(host, task("brave", ""))).attempts()).isEqualTo(2);
    }
  }

  @Test
  void tasksWaitLongerForTheirTurnThanCallsDo() {
    try (RunningHost host = start()) {
      host.client()
          .deployed(
              "slow",
              Functions.http("Thread.sleep(60); return HttpResponse.text(\"slow\");")
                  .entry(
                      "META-INF/hearth.yaml",
                      "timeout: {queue: 10ms}\nconcurrency: {max: 1}\nlane: background\n"));
      List<InvocationId> ids = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        ids.add(accept(host, task("slow", "")));
      }
      assertThat(ids)
          .allSatisfy(id -> {
            TaskRecord record = ended(host, id);
            assertThat(record.state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(record.failures()).isEmpty();
          });
    }
  }

  @Test
  void aRunningTaskThatIsCalledOffIsInterrupted() throws Exception {
    try (RunningHost host = start()) {
      host.client().deployed("endless", noting("Thread.sleep(3_600_000); return null;", ""));
      InvocationId id = accept(host, task("endless", ""));
      Eventually.holds("it runs", () -> Files.exists(directory.resolve("runs")));
      assertThat(host.callOff(id)).contains(TaskState.RUNNING);
      assertThat(ended(host, id).state()).isEqualTo(TaskState.CANCELLED);
      assertThat(runs()).hasSize(1);
    }
  }

  @Test
  void aHostThatStopsLeavesNothingRunning() throws Exception {
    String sleeping = "Thread.sleep(3_600_000); return null;";
    InvocationId careful;
    InvocationId repeatable;
    InvocationId queued;
    try (RunningHost host = start("--drain.grace=50ms")) {
      host.client().deployed("careful", noting(sleeping, "concurrency: {max: 1}\n"));
      host.client().deployed("repeatable", noting(sleeping, "idempotent: true\n"));
      careful = accept(host, task("careful", ""));
      repeatable = accept(host, task("repeatable", ""));
      Eventually.holds("both run", () -> linesOf(directory.resolve("runs")) == 2);
      queued = accept(host, task("careful", ""));
    }
    try (SqliteStore store = open()) {
      Function<InvocationId, TaskRecord> find = id -> store.tasks().find(id).orElseThrow();
      assertThat(find.apply(careful).state()).isEqualTo(TaskState.DEAD_LETTERED);
      assertThat(find.apply(careful).failures().getLast().reason()).isEqualTo("host-lost");
      assertThat(find.apply(repeatable).state()).isEqualTo(TaskState.QUEUED);
      assertThat(find.apply(repeatable).attempts()).isEqualTo(1);
      assertThat(find.apply(queued).state()).isEqualTo(TaskState.QUEUED);
      assertThat(find.apply(queued).attempts()).isZero();
    }
  }

  private static long linesOf(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(directory.resolve("data/hearth.db"));
  }

  @Test
  void whatAHostThatWasKilledHadLeasedIsTakenOver() throws Exception {
    String answer = "return HttpResponse.text(\"attempt \" + context.attempt());";
    try (RunningHost host = start()) {
      host.client().deployed("careful", noting(answer, ""));
      host.client()
          .deployed("repeatable", noting(answer, "idempotent: true\nretry: {base: 1ms}\n"));
    }
    NewTask careful = task("careful", "");
    NewTask repeatable = task("repeatable", "");
    NewTask queued = task("careful", "");
    try (SqliteStore store =
        open()) { // a host that is killed closes nothing, but its lease is the same
      TaskStore tasks = store.tasks();
      for (NewTask task : List.of(careful, repeatable)) {
        var _ = tasks.accept(Arrival.of(task)).join();
        assertThat(
                tasks.lease(
                    new FunctionName(task.target().function().value()),
                    1,
                    ManualTime.real().now(),
                    Duration.ofMinutes(10)))
            .hasSize(1);
      }
      var _ = tasks.accept(Arrival.of(queued)).join();
    }
    try (RunningHost host = start()) {
      TaskRecord lost = ended(host, careful.id());
      assertThat(lost.state()).isEqualTo(TaskState.DEAD_LETTERED);
      assertThat(lost.failures().getLast().reason()).isEqualTo("host-lost");
      TaskRecord again = ended(host, repeatable.id());
      assertThat(again.state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(again.attempts()).isEqualTo(2);
      assertThat(ended(host, queued.id()).state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(runs()).containsExactlyInAnyOrder("1", "2");
    }
  }

  @Test
  void aFullBacklogRefuses() {
    try (RunningHost host = start("--tasks.max-backlog=2")) {
      host.client()
          .deployed(
              "off",
              Functions.saying("x").entry("META-INF/hearth.yaml", "concurrency: {max: 0}\n"));
      accept(host, task("off", ""));
      accept(host, task("off", ""));
      assertThat(host.tasks().accept(Arrival.of(task("off", ""))).join())
          .isInstanceOf(Acceptance.Refused.class);
    }
    try (RunningHost host = start("--tasks.max-backlog=2")) {
      assertThat(host.tasks().accept(Arrival.of(task("off", ""))).join())
          .as("it is counted anew at the start")
          .isInstanceOf(Acceptance.Refused.class);
    }
  }
}
