package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One write, run on the writer's thread within a savepoint of its own.
 *
 * @param <T> what it gives back to whoever asked for it
 */
@FunctionalInterface
public interface Write<T> {

  /**
   * Changes rows. Must not begin, commit or roll back, and should not compute: the whole group
   * waits for it. Whatever it throws undoes this write only, unless it is the disk that failed.
   */
  T apply(Connection connection) throws SQLException;

  /** About how many bytes it keeps in memory while it waits, beyond a few hundred. */
  default long bytes() {
    return 0;
  }
}
