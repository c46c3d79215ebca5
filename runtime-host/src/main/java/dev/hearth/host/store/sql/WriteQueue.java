package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Group commit: one thread owns the connection, callers hand it writes and wait. The writes that
 * have arrived while the last group was being committed make the next one, so that one fsync serves
 * many callers when many write, and one when one does.
 *
 * <p>Each write has its own savepoint: one that fails does not fail its neighbours. A caller goes
 * on only after the COMMIT of its group has succeeded; when that fails, each caller of the group
 * gets a {@link StoreException}.
 */
final class WriteQueue implements AutoCloseable {

  /** Bounds how long the first of a group waits for the last. */
  private static final int LARGEST_GROUP = 512;

  private final Connection connection;
  private final String begin;
  private final Function<Throwable, StoreException> explain;
  private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Pending<Boolean> stop;

  /** Guards {@link #closed} together with what is put into the queue: nothing comes after stop. */
  private final ReentrantLock entrance = new ReentrantLock();

  private final Thread writer;
  private boolean closed;

  private WriteQueue(
      Connection connection, String begin, Function<Throwable, StoreException> explain) {
    this.connection = connection;
    this.begin = begin;
    this.explain = explain;
    this.stop = new Pending<>(_ -> true, explain);
    this.writer = Thread.ofPlatform().name("hearth-store-writer").daemon().unstarted(this::work);
  }

  /**
   * Starts the writer.
   *
   * @param connection in auto-commit mode; from now on the queue's own, closed with it
   * @param begin the statement that starts a transaction for writing
   * @param explain what to tell callers of a failure of the database
   */
  static WriteQueue start(
      Connection connection, String begin, Function<Throwable, StoreException> explain) {
    WriteQueue queue = new WriteQueue(connection, begin, explain);
    queue.writer.start();
    return queue;
  }

  /**
   * Makes one write durable; the caller waits, also through interrupts, for giving up would leave
   * it not knowing.
   *
   * @return what the write gave back, after its commit
   * @throws StoreException when the database refused it; nothing of it is there
   * @throws RuntimeException what the write itself threw; nothing of it is there
   */
  <T> T write(Write<T> write) {
    try {
      return submit(write).join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw explain.apply(failed);
      }
    }
  }

  /**
   * Makes one write durable, without waiting for it.
   *
   * @return ends on the writer's thread, which must not be held up: after the commit with what the
   *     write gave back, or with what {@link #write} throws
   */
  <T> CompletableFuture<T> submit(Write<T> write) {
    Pending<T> pending = new Pending<>(write, explain);
    enter(pending);
    return pending.ended();
  }

  /** How many writes wait for the next group; changes at any time. */
  int waiting() {
    return waiting.size();
  }

  private void enter(Pending<?> pending) {
    entrance.lock();
    try {
      if (closed) {
        throw explain.apply(new SQLException("the store is closed"));
      }
      waiting.add(pending);
    } finally {
      entrance.unlock();
    }
  }

  private void work() {
    List<Pending<?>> group = new ArrayList<>();
    boolean stopped = false;
    while (!stopped) {
      try {
        group.add(waiting.take());
      } catch (InterruptedException ignored) {
        continue; // Only stop ends this thread: callers wait for it.
      }
      waiting.drainTo(group, LARGEST_GROUP - 1);
      stopped = group.remove(stop);
      if (!group.isEmpty()) {
        commit(group);
        group.clear();
      }
    }
  }

  private void commit(List<Pending<?>> group) {
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute(begin);
        for (Pending<?> pending : group) {
          pending.run(connection, statement);
        }
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException | Error failure) {
        rollBack(statement, failure);
        throw failure;
      }
    } catch (SQLException | RuntimeException | Error failure) {
      group.forEach(pending -> pending.fail(new SQLException(failure)));
      return;
    }
    group.forEach(Pending::settle);
  }

  private static void rollBack(Statement statement, Throwable failure) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException alreadyEnded) {
      failure.addSuppressed(alreadyEnded);
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
      connection.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failure) {
      throw explain.apply(failure);
    }
  }
}
