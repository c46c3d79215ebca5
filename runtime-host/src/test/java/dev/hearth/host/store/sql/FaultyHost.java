package dev.hearth.host.store.sql;

import dev.hearth.host.Eventually;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/** The program whose system calls {@code FaultySystemCallTest} lets fail: takes in tasks. */
final class FaultyHost {

  private static final int TASKS = 12;

  private FaultyHost() {}

  /**
   * Prints {@code A id} for each task that was acknowledged, {@code F id why} for each that was
   * refused, waits for the end of the trouble after that, and prints {@code END} when it is
   * through.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) {
    SqliteFile file = new SqliteFile(Path.of(arguments[0]));
    Tasks tasks = new Tasks(Instant.now());
    try (Database database = Database.open(file, SqliteStore.migrations(), Duration.ofMillis(10))) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      for (int i = 0; i < TASKS; i++) {
        NewTask task = tasks.call("one");
        try {
          store.accept(Arrival.of(task)).join();
          System.out.println("A " + task.id());
        } catch (CompletionException refused) {
          System.out.println("F " + task.id() + ' ' + refused.getMessage());
          Eventually.holds("the store is well again", () -> database.trouble().isEmpty());
        }
      }
    }
    System.out.println("END");
  }
}
