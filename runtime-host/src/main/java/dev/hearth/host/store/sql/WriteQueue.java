package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Group commit: one thread owns the connection, callers hand it writes and wait. The writes that
 * have arrived while the last group was being committed make the next one, so that one fsync serves
 * many callers when many write, and one when one does.
 *
 * <p>Each write has its own savepoint: one that fails does not fail its neighbours. A caller goes
 * on only after the COMMIT of its group has succeeded; when that fails, each caller of the group
 * gets a {@link StoreException}. When the disk fails, so does every write at once, until a probe
 * succeeds; see {@link GroupCommit}.
 */
final class WriteQueue implements AutoCloseable {

  /** How often it is looked whether a disk that has failed works again. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(1);

  /** Bounds how long the first of a group waits for the last. */
  private static final int LARGEST_GROUP = 512;

  /** Bound what waits when the disk is slower than the callers are. */
  private static final int MOST_WAITING = 16_384;

  private static final long MOST_BYTES_WAITING = 64L << 20;

  private final GroupCommit commits;
  private final Backing backing;
  private final Duration probeEvery;
  private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Pending<Boolean> stop;

  /**
   * Guards {@link #closed} and {@link #bytes} together with what is put into the queue: nothing
   * comes after stop, and no more than has room.
   */
  private final ReentrantLock entrance = new ReentrantLock();

  private final Thread writer;
  private boolean closed;
  private long bytes;

  private WriteQueue(Connection connection, Backing backing, Duration probeEvery) {
    this.commits = new GroupCommit(connection, backing);
    this.backing = backing;
    this.probeEvery = probeEvery;
    this.stop = new Pending<>(_ -> true, backing);
    this.writer = Thread.ofPlatform().name("hearth-store-writer").daemon().unstarted(this::work);
  }

  /**
   * Starts the writer.
   *
   * @param connection in no transaction; from now on the queue's own, closed with it
   * @param probeEvery how often to look whether a disk that has failed works again
   */
  static WriteQueue start(Connection connection, Backing backing, Duration probeEvery) {
    WriteQueue queue = new WriteQueue(connection, backing, probeEvery);
    queue.writer.start();
    return queue;
  }

  /**
   * Makes one write durable; the caller waits, also through interrupts, for giving up would leave
   * it not knowing. Not for the writer's own thread.
   *
   * @return what the write gave back, after its commit
   * @throws StoreException when the database refused it; nothing of it is there
   * @throws RuntimeException what the write itself threw; nothing of it is there
   */
  <T> T write(Write<T> write) {
    if (Thread.currentThread().equals(writer)) {
      throw new IllegalStateException("the writer's thread would wait for itself");
    }
    try {
      return submit(write).join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw backing.explain(failed);
      }
    }
  }

  /**
   * Makes one write durable, without waiting for it.
   *
   * @return ends on the writer's thread, which must not be held up: after the commit with what the
   *     write gave back, or with what {@link #write} throws; at once when it has no room
   */
  <T> CompletableFuture<T> submit(Write<T> write) {
    Pending<T> pending = new Pending<>(write, backing);
    Optional<StoreException> refusal = enter(pending);
    refusal.ifPresent(pending::fail);
    return pending.ended();
  }

  /** How many writes wait for the next group; changes at any time. */
  int waiting() {
    return waiting.size();
  }

  /** Why every write fails now; empty while they do not. */
  Optional<StoreException> trouble() {
    return commits.trouble();
  }

  private Optional<StoreException> enter(Pending<?> pending) {
    entrance.lock();
    try {
      if (closed) {
        return refusal("the store is closed");
      }
      if (commits.trouble().isPresent()) {
        return commits.trouble().map(GroupCommit::refusal);
      }
      if (hasNoRoomFor(pending)) {
        return refusal(
            "it is slower than what is written to it, and "
                + waiting.size()
                + " writes wait already: send less at a time, or put it on a faster disk");
      }
      bytes += pending.bytes();
      waiting.add(pending);
      return Optional.empty();
    } finally {
      entrance.unlock();
    }
  }

  /** What is too large for the limit is let in when it comes alone. */
  private boolean hasNoRoomFor(Pending<?> pending) {
    return waiting.size() >= MOST_WAITING
        || (bytes > 0 && pending.bytes() > 0 && bytes + pending.bytes() > MOST_BYTES_WAITING);
  }

  private Optional<StoreException> refusal(String why) {
    return Optional.of(backing.explain(new SQLException(why)));
  }

  private void work() {
    List<Pending<?>> group = new ArrayList<>();
    boolean stopped = false;
    while (!stopped) {
      try {
        await(group);
      } catch (InterruptedException ignored) {
        continue; // Only stop ends this thread: callers wait for it.
      }
      waiting.drainTo(group, LARGEST_GROUP - 1);
      stopped = group.remove(stop);
      if (!group.isEmpty()) {
        leave(group);
        commits.commit(group);
        group.clear();
      }
    }
  }

  /** Waits for the first of a group; in trouble, only until the next probe. */
  private void await(List<Pending<?>> group) throws InterruptedException {
    if (commits.trouble().isEmpty()) {
      group.add(waiting.take());
      return;
    }
    Pending<?> late = waiting.poll(probeEvery.toNanos(), TimeUnit.NANOSECONDS);
    if (late == null) {
      commits.probe();
    } else {
      group.add(late);
    }
  }

  private void leave(List<Pending<?>> group) {
    entrance.lock();
    try {
      for (Pending<?> pending : group) {
        bytes -= pending.bytes();
      }
    } finally {
      entrance.unlock();
    }
  }

  /** Commits what is waiting, takes nothing more, and closes the connection. */
  @Override
  public void close() {
    entrance.lock();
    try {
      if (!closed) {
        closed = true;
        waiting.add(stop);
      }
    } finally {
      entrance.unlock();
    }
    try {
      writer.join();
      commits.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failure) {
      throw backing.explain(failure);
    }
  }
}
