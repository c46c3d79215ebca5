package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

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
  private final Backing backing;
  private final CompletableFuture<T> ended = new CompletableFuture<>();
  private Ending<T> soFar = new Failed<>(new IllegalStateException("the write did not run"));

  Pending(Write<T> write, Backing backing) {
    this.write = write;
    this.backing = backing;
  }

  /** About how many bytes it keeps while it waits. */
  long bytes() {
    return write.bytes();
  }

  /**
   * Runs the write and undoes it if it fails.
   *
   * @throws SQLException when the transaction as a whole is lost
   */
  void run(Connection connection) throws SQLException {
    Sql.execute(connection, "SAVEPOINT one_write");
    try {
      soFar = new Done<>(write.apply(connection));
    } catch (SQLException | RuntimeException | Error failure) {
      if (backing.isTrouble(failure)) {
        throw failure;
      }
      soFar = new Failed<>(failure);
      Sql.execute(connection, "ROLLBACK TO SAVEPOINT one_write");
    }
    Sql.execute(connection, "RELEASE SAVEPOINT one_write");
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
        cause instanceof RuntimeException || cause instanceof Error
            ? cause
            : backing.explain(cause));
  }

  /**
   * Ends, on the writer's thread, when the write is durable, or with what {@link WriteQueue#write}
   * throws.
   */
  CompletableFuture<T> ended() {
    return ended;
  }
}
