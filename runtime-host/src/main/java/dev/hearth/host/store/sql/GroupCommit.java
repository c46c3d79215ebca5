package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Commits groups of writes, and stops doing so when the disk cannot be relied on. Owned by the
 * writer's thread; {@link #trouble} may be read by any.
 *
 * <p>It has two states. While it is well, a group is acknowledged after its COMMIT has succeeded.
 * Once a disk has failed in a way that {@link Backing#isTrouble} knows, whatever the kernel still
 * holds in memory proves nothing: nothing is tried again on the same connection and nothing is
 * acknowledged, until {@link #probe} has opened the file anew and seen a commit go through.
 */
final class GroupCommit {

  private final Backing backing;
  private Connection connection;

  /** What went wrong, and in which words callers are told of it; empty while it is well. */
  private volatile Optional<StoreException> trouble = Optional.empty();

  GroupCommit(Connection connection, Backing backing) {
    this.connection = connection;
    this.backing = backing;
  }

  /** Why nothing is acknowledged now; empty while it is well. */
  Optional<StoreException> trouble() {
    return trouble;
  }

  /** Runs and commits a group, or fails each of it. */
  void commit(List<Pending<?>> group) {
    if (trouble.isPresent()) {
      group.forEach(pending -> pending.fail(refusal(trouble.get())));
      return;
    }
    try {
      Sql.execute(connection, backing.begin());
      for (Pending<?> pending : group) {
        pending.run(connection);
      }
      Sql.execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException | Error failure) {
      lose(group, failure);
      return;
    }
    group.forEach(Pending::settle);
  }

  private void lose(List<Pending<?>> group, Throwable failure) {
    try {
      Sql.execute(connection, "ROLLBACK");
    } catch (SQLException | RuntimeException alreadyEnded) {
      failure.addSuppressed(alreadyEnded);
    }
    if (backing.isTrouble(failure)) {
      trouble = Optional.of(backing.explain(failure));
      closeAfter(failure);
    }
    group.forEach(pending -> pending.fail(new SQLException(failure)));
  }

  /** What to tell somebody whose write comes too late to have had a part in the trouble. */
  static StoreException refusal(StoreException trouble) {
    return new StoreException(trouble.getMessage(), trouble);
  }

  /** Looks whether the disk works again; whether it is well now. */
  boolean probe() {
    Optional<StoreException> before = trouble;
    if (before.isPresent()) {
      try {
        connection = backing.reopen(before.get());
        trouble = Optional.empty();
      } catch (SQLException | RuntimeException still) {
        trouble = Optional.of(backing.explain(still));
      }
    }
    return trouble.isEmpty();
  }

  private void closeAfter(Throwable failure) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException alsoThis) {
      failure.addSuppressed(alsoThis);
    }
  }

  /** Closes the connection. */
  void close() throws SQLException {
    connection.close();
  }
}
