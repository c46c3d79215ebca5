package dev.hearth.host.monitoring.history;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes the history behind the calls. Any thread hands in entries, without a lock; one thread owns
 * the rest and takes one step after the other.
 *
 * <p>What waits is bounded: plain successes may fill half of the room, so that what is notable
 * still finds some when the store is behind or fails. What finds none is counted, plain successes
 * also in the next record that is written. What was refused is tried again until it is kept.
 */
public final class HistoryWriter {

  /** Records written at once, few enough to hold up no other write of the store. */
  static final int BATCH_RECORDS = 200;

  /** Lines written at once. */
  static final int BATCH_LINES = 500;

  /** What either may take, unless it is one alone. */
  static final long BATCH_BYTES = 1 << 20;

  /** How long a store is left alone that has failed. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(HistoryWriter.class.getName());

  private final HistoryStore store;
  private final LogStream logs;
  private final Retention retention;
  private final TimeSource time;
  private final long mostBytes;
  private final Queue<HistoryEntry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong plainGap = new AtomicLong();
  private final LongAdder plainLost = new LongAdder();
  private final LongAdder notableLost = new LongAdder();
  private long retryNanos;
  private volatile boolean failing;

  /** A writer with nothing to write yet. */
  public HistoryWriter(
      HistoryStore store, LogStream logs, RetentionLimits limits, TimeSource time) {
    this.store = store;
    this.logs = logs;
    this.retention = new Retention(store, limits, time);
    this.time = time;
    this.mostBytes = limits.buffer().bytes() / 2;
    this.retryNanos = time.nanos();
  }

  /** Takes an entry in, to be written soon; does not wait. */
  public void keep(HistoryEntry entry) {
    long size = entry.bytes();
    boolean plain = entry.plain();
    if (bytes.addAndGet(size) <= (plain ? mostBytes / 2 : mostBytes)) {
      waiting.add(entry);
      return;
    }
    bytes.addAndGet(-size);
    if (plain) {
      plainGap.addAndGet(entry.sampledOneIn());
      plainLost.increment();
    } else {
      notableLost.increment();
    }
  }

  /**
   * Writes one batch and deletes a little of what is too old or too much. Waits for the store.
   *
   * @return whether there is more to do at once
   */
  public boolean step() {
    logs.settle();
    if (time.nanos() - retryNanos < 0) {
      return false;
    }
    try {
      boolean full = writeBatch();
      boolean trimmed = retention.step();
      recovered();
      return full || trimmed;
    } catch (CompletionException | StoreException failure) {
      failed(failure);
      return false;
    }
  }

  private boolean writeBatch() {
    List<HistoryEntry> records =
        HistoryBatch.first(waiting, BATCH_RECORDS, BATCH_BYTES, HistoryEntry::bytes);
    long gap = plainGap.get();
    if (gap > 0 && !records.isEmpty()) {
      records.set(0, records.getFirst().withUnstoredBefore(gap));
    }
    HistoryBatch batch = new HistoryBatch(records, logs.first(BATCH_LINES, BATCH_BYTES));
    if (batch.isEmpty()) {
      return false;
    }
    store.write(batch).join();
    if (!records.isEmpty()) {
      plainGap.addAndGet(-gap);
    }
    written(batch);
    return records.size() == BATCH_RECORDS
        || batch.lines().size() == BATCH_LINES
        || batch.bytes() >= BATCH_BYTES / 2;
  }

  private void written(HistoryBatch batch) {
    for (int i = 0; i < batch.invocations().size(); i++) {
      HistoryEntry done = waiting.poll();
      bytes.addAndGet(done == null ? 0 : -done.bytes());
    }
    if (!batch.lines().isEmpty()) {
      logs.written(batch.lines().getLast().position());
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.log(Level.INFO, "the history can be written again");
    }
  }

  private void failed(RuntimeException failure) {
    retryNanos = time.nanos() + RETRY.toNanos();
    retention.pause();
    if (!failing) {
      failing = true;
      LOG.log(
          Level.WARNING,
          "the history cannot be written: failures, cold starts and log lines wait in memory, as"
              + " far as there is room (setting history.buffer-bytes), and are tried again",
          failure);
    }
  }

  /** Writes all that waits; gives up at the first failure. For the owner, when nothing comes. */
  public void flush() {
    retryNanos = time.nanos();
    do {
      step();
    } while (!failing && !(waiting.isEmpty() && logs.allWritten()));
  }

  /** The entries that wait and are wanted, the newest first. */
  List<HistoryEntry> waiting(HistoryQuery query) {
    return waiting.stream()
        .filter(query::wants)
        .sorted(Comparator.comparingLong(HistoryEntry::position).reversed())
        .limit(query.limit())
        .toList();
  }

  /** What waits to be written takes, log lines aside. */
  public long bytes() {
    return bytes.get();
  }

  /** How many records of plain successes were never written for want of room. */
  public long plainLost() {
    return plainLost.sum();
  }

  /** The same of failures, cold starts and repeated attempts. */
  public long notableLost() {
    return notableLost.sum();
  }

  /** Whether the store has refused the last batch. */
  public boolean failing() {
    return failing;
  }
}
