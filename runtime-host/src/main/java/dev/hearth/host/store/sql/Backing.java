package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** What a {@link WriteQueue} asks of the database it writes to. */
interface Backing {

  /** The statement that starts a transaction for writing. */
  String begin();

  /** What to tell callers of a failure. */
  StoreException explain(Throwable failure);

  /**
   * Whether the failure says that nothing can be relied on to be kept: the disk is full or broken,
   * or the file damaged. A statement that was wrong is none.
   */
  boolean isTrouble(Throwable failure);

  /**
   * Holds the database open, so that it is not recovered from its log when it is opened anew:
   * recovery would find there what a commit that failed had written, and take it for committed.
   *
   * @return a connection that is to be closed after {@link #reopen} has succeeded
   */
  Connection hold() throws SQLException;

  /**
   * Looks whether writes are kept again: opens the database anew, looks at what is there, and
   * commits something of some size.
   *
   * @param trouble what had gone wrong
   * @return the connection to go on with, in no transaction
   * @throws SQLException when it is still as it was
   */
  Connection reopen(Throwable trouble) throws SQLException;
}
