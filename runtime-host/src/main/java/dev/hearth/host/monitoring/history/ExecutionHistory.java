package dev.hearth.host.monitoring.history;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.InvocationHistory;
import dev.hearth.host.registry.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of invocations and of what they logged, in memory and on disk, asked as one.
 * Any thread may ask; most questions wait for the disk.
 *
 * <p>Memory is looked at before the disk: what moves from one to the other meanwhile is seen twice
 * rather than not at all, and told once. When the disk cannot be read the answer is what is in
 * memory, and says so.
 */
public final class ExecutionHistory {

  /** Lines of one invocation told at most; far more than its log takes. */
  private static final int MOST_LINES = 20_000;

  private final InvocationHistory recent;
  private final HistoryWriter writer;
  private final LogStream logs;
  private final HistoryStore store;

  /** The history made of these parts. */
  public ExecutionHistory(
      InvocationHistory recent, HistoryWriter writer, LogStream logs, HistoryStore store) {
    this.recent = recent;
    this.writer = writer;
    this.logs = logs;
    this.store = store;
  }

  /** The invocations that are wanted. */
  public Found<HistoryEntry> invocations(HistoryQuery query) {
    HistoryQuery oneMore = query.limit(query.limit() + 1);
    List<HistoryEntry> memory = new ArrayList<>(recent.recent(oneMore));
    memory.addAll(writer.waiting(oneMore));
    try {
      return new Found<>(
          store.invocations(query).with(memory, query.limit(), HistoryEntry::position), "");
    } catch (StoreException unreadable) {
      return new Found<>(
          HistoryPage.<HistoryEntry>empty().with(memory, query.limit(), HistoryEntry::position),
          String.valueOf(unreadable.getMessage()));
    }
  }

  /**
   * The invocation of this id, its newest attempt, if it is remembered.
   *
   * @throws StoreException when it is not in memory and the store cannot be read
   */
  public Optional<HistoryEntry> find(InvocationId id) {
    return recent.find(id).or(() -> waitingOrStored(id));
  }

  private Optional<HistoryEntry> waitingOrStored(InvocationId id) {
    Optional<HistoryEntry> waits =
        writer.waiting(HistoryQuery.newest(Integer.MAX_VALUE)).stream()
            .filter(entry -> entry.id().equals(id))
            .findFirst();
    return waits.or(() -> store.invocation(id));
  }

  /** The log lines that are wanted. */
  public Found<LoggedLine> lines(LogQuery query) {
    List<LoggedLine> memory = logs.unwritten(query.limit(query.limit() + 1));
    try {
      return new Found<>(store.lines(query).with(memory, query.limit(), LoggedLine::position), "");
    } catch (StoreException unreadable) {
      return new Found<>(
          HistoryPage.<LoggedLine>empty().with(memory, query.limit(), LoggedLine::position),
          String.valueOf(unreadable.getMessage()));
    }
  }

  /**
   * What one invocation has logged, all attempts together, the oldest line first; empty if neither
   * the invocation nor a line of it is remembered.
   */
  public Optional<List<LoggedLine>> linesOf(InvocationId id) {
    Optional<HistoryEntry> entry = find(id);
    LogQuery query = new LogQuery(LogQuery.Filter.of(id.value()), 0, Long.MAX_VALUE, MOST_LINES);
    List<LoggedLine> stored = lines(query).page().items().reversed();
    List<LogLine> remembered = entry.map(HistoryEntry::log).orElse(List.of());
    if (entry.isPresent() && remembered.size() > stored.size()) {
      return Optional.of(
          remembered.stream()
              .map(
                  line -> new LoggedLine(0, entry.get().version(), id, entry.get().attempt(), line))
              .toList());
    }
    return entry.isPresent() || !stored.isEmpty() ? Optional.of(stored) : Optional.empty();
  }

  /** Follows the lines that come from now on; to be ended with {@link #unfollow}. */
  public LogFollower follow(LogQuery.Filter filter) {
    logs.settle(); // what has come before is not new
    return logs.follow(filter);
  }

  /** Moves lines that have come on to their followers; quick. */
  public void settle() {
    logs.settle();
  }

  /** Ends a following. */
  public void unfollow(LogFollower follower) {
    logs.unfollow(follower);
  }

  /** How many follow. */
  public int followers() {
    return logs.followers();
  }
}
