package dev.hearth.host.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * A write that waits for its group. The caller makes it and waits for its end; in between it
 * belongs to the writer's thread.
 */
final class Pending<T> {

  /** How a write ended. */
  sealed interface Ending<T> {}

  /** It is durable. */
  record Done<T>(T value) implements Ending<T> {}

  /** Nothing of it is there. */
  record Failed<T>(Throwable cause) implements Ending<T> {}

  private final Write<T> write;
  private final CompletableFuture<Ending<T>> ended = new CompletableFuture<>();
  private Ending<T> soFar = new Failed<>(new IllegalStateException("the write did not run"));

  Pending(Write<T> write) {
    this.write = write;
  }

  /**
   * Runs the write and undoes it if it fails.
   *
   * @throws SQLException when the transaction as a whole is lost
   */
  void run(Connection connection, Statement statement) throws SQLException {
    statement.execute("SAVEPOINT one_write");
    try {
      soFar = new Done<>(write.apply(connection));
    } catch (SQLException | RuntimeException | Error failure) {
      soFar = new Failed<>(failure);
      // After a full disk or an I/O error SQLite has ended the transaction: this then throws.
      statement.execute("ROLLBACK TO SAVEPOINT one_write");
    }
    statement.execute("RELEASE SAVEPOINT one_write");
  }

  /** The group is committed: lets the caller go on. */
  void settle() {
    ended.complete(soFar);
  }

  /** The group is lost: lets the caller go on. */
  void fail(Throwable cause) {
    ended.complete(new Failed<>(cause));
  }

  /** Waits, also through interrupts: giving up would leave the caller not knowing. */
  Ending<T> await() {
    return ended.join();
  }
}
