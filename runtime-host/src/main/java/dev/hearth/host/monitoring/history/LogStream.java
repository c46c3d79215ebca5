package dev.hearth.host.monitoring.history;

import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.monitoring.Positions;
import dev.hearth.host.registry.VersionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The lines of all functions on their way to the store and to those who follow. Threads of
 * functions only put lines into a queue and take no lock; threads of the host move them on, guarded
 * by the stream itself.
 *
 * <p>Bounded: half of the bytes are for lines that nobody has moved on yet, where new ones are left
 * out, half for those that wait to be written, where the oldest make room. For each version that
 * lost lines a note says how many.
 */
public final class LogStream implements InvocationListener {

  private static final InvocationId NOBODY = new InvocationId("");

  private final long half;
  private final Positions positions;
  private final Queue<Arrived> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicLong inboxBytes = new AtomicLong();
  private final Map<VersionId, AtomicLong> leftOut = new ConcurrentHashMap<>();
  private final LongAdder leftOutInAll = new LongAdder();
  private final List<LogFollower> followers = new CopyOnWriteArrayList<>();
  private final Deque<LoggedLine> unwritten = new ArrayDeque<>();
  private long unwrittenBytes;
  private Instant newestAt = Instant.EPOCH;

  /**
   * An empty stream.
   *
   * @param mostBytes what lines may take here
   */
  public LogStream(long mostBytes, Positions positions) {
    this.half = mostBytes / 2;
    this.positions = positions;
  }

  /** A line that has no place yet. */
  private record Arrived(VersionId version, InvocationId id, int attempt, LogLine line) {}

  @Override
  public void logged(Invocation invocation, LogLine line, boolean afterEnd) {
    VersionId version = invocation.version().id();
    long size = LoggedLine.bytes(line);
    if (inboxBytes.addAndGet(size) > half) {
      inboxBytes.addAndGet(-size);
      leaveOut(version);
    } else {
      inbox.add(new Arrived(version, invocation.id(), invocation.attempt(), line));
    }
  }

  private void leaveOut(VersionId version) {
    leftOut.computeIfAbsent(version, _ -> new AtomicLong()).incrementAndGet();
    leftOutInAll.increment();
  }

  /** Gives the lines that have come their places and tells the followers of them. */
  public synchronized void settle() {
    for (Arrived next = inbox.poll(); next != null; next = inbox.poll()) {
      inboxBytes.addAndGet(-LoggedLine.bytes(next.line()));
      place(next);
    }
    if (unwrittenBytes <= half / 2 && !leftOut.isEmpty()) {
      leftOut.keySet().forEach(this::tellLeftOut);
    }
  }

  private void place(Arrived arrived) {
    newestAt = arrived.line().at();
    long position = positions.next(newestAt);
    LoggedLine line =
        new LoggedLine(
            position, arrived.version(), arrived.id(), arrived.attempt(), arrived.line());
    unwritten.addLast(line);
    unwrittenBytes += line.bytes();
    followers.forEach(follower -> follower.offer(line));
    while (unwrittenBytes > half) {
      leaveOut(removeFirst().version());
    }
  }

  private void tellLeftOut(VersionId version) {
    AtomicLong count = leftOut.remove(version);
    if (count != null) {
      String text =
          count + " lines before this one were left out: more was logged than could be stored";
      place(new Arrived(version, NOBODY, 0, new LogLine(newestAt, "WARNING", "hearth", text)));
    }
  }

  private LoggedLine removeFirst() {
    LoggedLine first = unwritten.removeFirst();
    unwrittenBytes -= first.bytes();
    return first;
  }

  /** The oldest lines that are not written yet, and that take no more than so much, or one. */
  synchronized List<LoggedLine> first(int most, long mostBytes) {
    return HistoryBatch.first(unwritten, most, mostBytes, LoggedLine::bytes);
  }

  /** Whether no line waits to be written. */
  synchronized boolean allWritten() {
    return unwritten.isEmpty();
  }

  /** All up to this position are written. */
  synchronized void written(long position) {
    while (!unwritten.isEmpty() && unwritten.getFirst().position() <= position) {
      removeFirst();
    }
  }

  /** The lines that are not written yet and that are wanted, the newest first. */
  List<LoggedLine> unwritten(LogQuery query) {
    settle();
    List<LoggedLine> found = new ArrayList<>();
    synchronized (this) {
      var newestFirst = unwritten.descendingIterator();
      while (newestFirst.hasNext() && found.size() < query.limit()) {
        LoggedLine line = newestFirst.next();
        if (query.wants(line)) {
          found.add(line);
        }
      }
    }
    return found;
  }

  /** From now on, tells of lines as they come; {@link #settle} has to be called for it. */
  LogFollower follow(LogQuery.Filter filter) {
    LogFollower follower = new LogFollower(filter);
    followers.add(follower);
    return follower;
  }

  /** Ends {@link #follow}. */
  void unfollow(LogFollower follower) {
    followers.remove(follower);
  }

  /** How many follow. */
  public int followers() {
    return followers.size();
  }

  /** What lines take that are not written yet. */
  public synchronized long bytes() {
    return inboxBytes.get() + unwrittenBytes;
  }

  /** How many lines were left out so far. */
  public long leftOut() {
    return leftOutInAll.sum();
  }
}
