package dev.hearth.host.sandbox.classloader.guard.view;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads in the group of one instance, and counts those it has. Any thread may use it. */
public final class OwnThreads implements ThreadFactory, ForkJoinWorkerThreadFactory {

  /** Threads that an instance may have alive at a time. */
  public static final int LIMIT = 64;

  private final ThreadGroup group;
  private final ClassLoader loader;
  private final AtomicInteger next = new AtomicInteger(1);
  private final Turns turns;

  OwnThreads(ThreadGroup group, ClassLoader loader) {
    this.group = group;
    this.loader = loader;
    turns =
        new Turns(
            Math.max(2, Runtime.getRuntime().availableProcessors()), this::live, Turns.Clock.JVM);
  }

  /** Waits, up to 100 ms, until it would be of use to have another thread compute. */
  public void awaitTurn() {
    turns.await();
  }

  /** The group of the instance. */
  public ThreadGroup group() {
    return group;
  }

  /** Whether as many are alive as may be. */
  public boolean full() {
    return group.activeCount() >= LIMIT;
  }

  /** Those that are alive. */
  public List<Thread> live() {
    Thread[] threads = new Thread[group.activeCount() + 8];
    int count = group.enumerate(threads, true);
    return Arrays.stream(threads, 0, count).filter(Thread::isAlive).toList();
  }

  /** Whether the group is that of the instance or below it. */
  public boolean owns(ThreadGroup other) {
    return group.parentOf(other); // true for itself too
  }

  /** Whether the thread is in the group, or has ended. */
  public boolean owns(Thread thread) {
    ThreadGroup other = thread.getThreadGroup();
    return other == null || owns(other);
  }

  /** A daemon thread of the instance. */
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(group, work, group.getName() + "-" + next.getAndIncrement());
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** A worker of the instance. */
  @Override
  public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
    ForkJoinWorkerThread worker = new Worker(group, pool);
    worker.setContextClassLoader(loader);
    return worker;
  }

  private static final class Worker extends ForkJoinWorkerThread {

    Worker(ThreadGroup group, ForkJoinPool pool) {
      super(group, pool, true);
      setDaemon(true);
    }
  }
}
