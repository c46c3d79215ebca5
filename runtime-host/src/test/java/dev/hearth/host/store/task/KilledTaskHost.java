package dev.hearth.host.store.task;

import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The program that {@code TasksSurviveKillTest} kills: takes in tasks and runs them, all at once.
 */
final class KilledTaskHost {

  private static final int UNDER_WAY = 40;
  private static final FunctionName ONE = new FunctionName("one");
  private static final Duration LEASE = Duration.ofMinutes(10);

  private KilledTaskHost() {}

  /**
   * Goes on until it is killed. Prints {@code A id} once a task is accepted, {@code R id attempt}
   * before one runs, {@code S id} once its success is settled.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) {
    SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
    Thread.ofPlatform().daemon().start(() -> runAll(store.tasks()));
    Tasks tasks = new Tasks(Instant.now());
    Semaphore room = new Semaphore(UNDER_WAY);
    while (true) {
      room.acquireUninterruptibly();
      NewTask task = tasks.at(Instant.now()).call("one");
      var _ =
          store
              .tasks()
              .accept(Arrival.of(task))
              .thenRun(() -> {
                System.out.println("A " + task.id());
                room.release();
              });
    }
  }

  private static void runAll(TaskStore store) {
    settle(store, store.takeOver(1_000, Instant.now(), LEASE));
    while (true) {
      settle(store, store.lease(ONE, 10, Instant.now(), LEASE));
    }
  }

  private static void settle(TaskStore store, List<LeasedTask> leased) {
    for (LeasedTask task : leased) {
      System.out.println("R " + task.lease().id() + ' ' + task.attempt());
      var _ =
          store
              .settle(task.lease(), new Settlement.Succeeded(Tasks.result(200)), Instant.now())
              .thenAccept(good -> {
                if (good) {
                  System.out.println("S " + task.lease().id());
                }
              });
    }
  }
}
