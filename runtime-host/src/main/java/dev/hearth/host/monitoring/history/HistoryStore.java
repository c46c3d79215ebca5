package dev.hearth.host.monitoring.history;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where the history is kept for longer than the process lives. Safe for all threads; every method
 * but {@link #write} may wait for the disk.
 *
 * <p>All throw {@link dev.hearth.host.registry.StoreException} when the store cannot be read or
 * written.
 */
public interface HistoryStore {

  /** The two things that are kept, each with a limit of its own. */
  enum Kind {
    INVOCATIONS,
    LINES
  }

  /**
   * What there is of a kind.
   *
   * @param bytes by an estimate that includes indexes
   */
  record Kept(long rows, long bytes) {}

  /**
   * Keeps a batch, all of it or nothing. What is there already, by its position, stays as it is, so
   * a batch of which nobody knows whether it was kept may be written again.
   *
   * @return ends when it is durable, or with what went wrong
   */
  CompletableFuture<Void> write(HistoryBatch batch);

  /** The greatest position of a kind; 0 when there is none. Does not take longer for more rows. */
  long last(Kind kind);

  /** The invocations that are wanted; the lines that they logged are not among what is told. */
  HistoryPage<HistoryEntry> invocations(HistoryQuery query);

  /** The newest attempt of an invocation; likewise without its lines. */
  Optional<HistoryEntry> invocation(InvocationId id);

  /** The log lines that are wanted. */
  HistoryPage<LoggedLine> lines(LogQuery query);

  /** How much there is of a kind. Does not take longer for more rows. */
  Kept kept(Kind kind);

  /**
   * Deletes the oldest of a kind.
   *
   * @param before only those at smaller positions
   * @param most how many at most
   * @return how many were deleted
   */
  int deleteOldest(Kind kind, long before, int most);
}
