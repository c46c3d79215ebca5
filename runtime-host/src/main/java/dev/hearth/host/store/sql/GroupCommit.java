package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

  private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

  private final Backing backing;

  /** Open while there is trouble, see {@link Backing#hold}. */
  private final List<Connection> held = new ArrayList<>();

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
      StoreException found = backing.explain(failure);
      trouble = Optional.of(found);
      LOG.log(Level.ERROR, "Nothing is acknowledged from now on: " + found.getMessage());
      leave(failure);
    }
    group.forEach(pending -> pending.fail(new SQLException(failure)));
  }

  /** What to tell somebody whose write comes too late to have had a part in the trouble. */
  static StoreException refusal(StoreException trouble) {
    return new StoreException(String.valueOf(trouble.getMessage()), trouble);
  }

  /** Looks whether the disk works again; whether it is well now. */
  boolean probe() {
    Optional<StoreException> before = trouble;
    if (before.isPresent()) {
      try {
        connection = backing.reopen(before.get());
        held.forEach(GroupCommit::closeQuietly);
        held.clear();
        trouble = Optional.empty();
        LOG.log(Level.INFO, "The store keeps what is written again; writes are acknowledged");
      } catch (SQLException | RuntimeException still) {
        trouble = Optional.of(backing.explain(still));
      }
    }
    return trouble.isEmpty();
  }

  /** Gives the connection up, which frees its locks. */
  private void leave(Throwable failure) {
    try {
      held.add(backing.hold());
      connection.close();
    } catch (SQLException | RuntimeException alsoThis) {
      failure.addSuppressed(alsoThis);
      held.add(connection);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException givenUp) {
      LOG.log(Level.WARNING, "a connection to the store does not close", givenUp);
    }
  }

  /** Closes the connection. */
  void close() throws SQLException {
    held.forEach(GroupCommit::closeQuietly);
    connection.close();
  }
}
