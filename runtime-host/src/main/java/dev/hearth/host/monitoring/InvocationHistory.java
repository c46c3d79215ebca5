package dev.hearth.host.monitoring;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The recent invocations, in memory and bounded. Used by every thread; guarded by itself, except
 * that entries are built and looked through outside the lock.
 *
 * <p>Failures, cold starts, asynchronous runs and repeated attempts are all taken in; plain
 * successes only up to a rate, see {@link HistoryLimits}. When there is no room, the oldest plain
 * success goes, unless they are down to a tenth of the room; then the oldest of the others.
 */
public final class InvocationHistory implements InvocationListener {

  private final HistoryLimits limits;
  private final ToIntFunction<Outcome> status;
  private final PlainSampler sampler;
  private final Positions positions;
  private final Consumer<HistoryEntry> onward;

  private final Deque<Slot> plain = new ArrayDeque<>();
  private final Deque<Slot> notable = new ArrayDeque<>();
  private final Map<InvocationId, Slot> byId = new HashMap<>();
  private long bytes;

  /**
   * An empty history.
   *
   * @param status the HTTP status that an outcome is answered with
   */
  public InvocationHistory(HistoryLimits limits, ToIntFunction<Outcome> status, TimeSource time) {
    this(limits, status, time, new Positions(0), _ -> {});
  }

  /**
   * An empty history whose entries are handed on.
   *
   * @param status the HTTP status that an outcome is answered with
   * @param onward gets each entry that is kept, on the thread that ended the invocation
   */
  public InvocationHistory(
      HistoryLimits limits,
      ToIntFunction<Outcome> status,
      TimeSource time,
      Positions positions,
      Consumer<HistoryEntry> onward) {
    this.limits = limits;
    this.positions = positions;
    this.onward = onward;
    this.status = status;
    this.sampler = new PlainSampler(limits.plainPerSecond(), limits.sampleOneIn(), time::nanos);
  }

  @Override
  public void ended(InvocationRecord record) {
    boolean isPlain = isPlain(record);
    int weight = isPlain ? sampler.weigh() : 1;
    if (weight > 0) {
      long position = positions.next(endOf(record));
      HistoryEntry entry =
          HistoryEntry.of(record, status.applyAsInt(record.outcome()), weight, position);
      add(entry, entry.bytes(), isPlain);
      onward.accept(entry);
    }
  }

  private static boolean isPlain(InvocationRecord record) {
    return record.outcome() instanceof Outcome.Answered
        && !record.cold()
        && record.invocation().attempt() == 1
        && !record.invocation().isPatient();
  }

  private static Instant endOf(InvocationRecord record) {
    return record.invocation().receivedAt().plusNanos(record.timings().totalNanos());
  }

  private synchronized void add(HistoryEntry entry, long size, boolean isPlain) {
    Slot slot = new Slot(entry, size);
    (isPlain ? plain : notable).addLast(slot);
    byId.put(entry.id(), slot);
    bytes += size;
    while (size() > limits.entries() || bytes > limits.bytes().bytes()) {
      dropOne();
    }
  }

  private void dropOne() {
    boolean dropPlain = notable.isEmpty() || plain.size() > limits.entries() / 10;
    Slot dropped = (dropPlain ? plain : notable).removeFirst();
    byId.remove(dropped.entry().id(), dropped);
    bytes -= dropped.bytes();
  }

  /** The invocation of this id, its newest attempt, if it is still remembered. */
  public synchronized Optional<HistoryEntry> find(InvocationId id) {
    return Optional.ofNullable(byId.get(id)).map(Slot::entry);
  }

  /** The invocations that the query wants, the newest first, by when they ended. */
  public List<HistoryEntry> recent(HistoryQuery query) {
    return newestFirst().stream().filter(query::wants).limit(query.limit()).toList();
  }

  private List<HistoryEntry> newestFirst() {
    List<HistoryEntry> all = snapshot();
    all.sort(Comparator.comparingLong(HistoryEntry::position).reversed());
    return all;
  }

  private synchronized List<HistoryEntry> snapshot() {
    List<HistoryEntry> all = new ArrayList<>(size());
    plain.forEach(slot -> all.add(slot.entry()));
    notable.forEach(slot -> all.add(slot.entry()));
    return all;
  }

  private int size() {
    return plain.size() + notable.size();
  }

  /** How many invocations are remembered. */
  public synchronized int entries() {
    return size();
  }

  /** What they take, by the estimate that the limit is about. */
  public synchronized long bytes() {
    return bytes;
  }

  /** An entry and what it takes. */
  private record Slot(HistoryEntry entry, long bytes) {}
}
