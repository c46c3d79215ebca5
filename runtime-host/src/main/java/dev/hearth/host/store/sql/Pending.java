package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A write that waits for its group. The caller makes it and waits for its end; in between it
 * belongs to the writer's thread.
 */
final class Pending<T> {

  /** How a write ended. */
  private sealed interface Ending<T> {}

  /** It is durable. */
  private record Done<T>(T value) implements Ending<T> {}

  /** Nothing of it is there. */
  private record Failed<T>(Throwable cause) implements Ending<T> {}

  private final Write<T> write;
  private final Function<Throwable, StoreException> explain;
  private final CompletableFuture<T> ended = new CompletableFuture<>();
  private Ending<T> soFar = new Failed<>(new IllegalStateException("the write did not run"));

  Pending(Write<T> write, Function<Throwable, StoreException> explain) {
    this.write = write;
    this.explain = explain;
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
    switch (soFar) {
      case Done<T>(var value) -> ended.complete(value);
      case Failed<T>(var cause) -> fail(cause);
    }
  }

  /** The group is lost: lets the caller go on. */
  void fail(Throwable cause) {
    ended.completeExceptionally(
        cause instanceof RuntimeException || cause instanceof Error ? cause : explain.apply(cause));
  }

  /**
   * Ends, on the writer's thread, when the write is durable, or with what {@link WriteQueue#write}
   * throws.
   */
  CompletableFuture<T> ended() {
    return ended;
  }
}
