package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.OwnThreads;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a function: all platform threads in the group of its instance, so many at a time, as
 * only their use of processor and memory can be read. Stateless.
 */
public final class Threads {

  private static final long MAX_STACK = 8L << 20;

  /** Threads that stand for any number of virtual ones. */
  private static final int INSTEAD_OF_VIRTUAL = 32;

  private static final Duration IDLE = Duration.ofSeconds(1);

  private Threads() {}

  private static OwnThreads own(Scope scope) {
    return scope.views().threads();
  }

  /** Before {@code thread.start()}: there may be only so many. */
  public static void starting(Thread thread, Scope scope) {
    if (thread.isVirtual()) {
      throw noVirtual(scope);
    }
    admit(scope);
  }

  /** Before {@code builder.start(work)}. */
  public static void starting(Thread.Builder builder, Runnable work, Scope scope) {
    admit(scope);
  }

  private static void admit(Scope scope) {
    if (own(scope).full()) {
      throw Refusals.because(
          "start another thread",
          OwnThreads.LIMIT
              + " of its threads are alive; use a pool of a fixed size and shut it down after use",
          scope);
    }
    own(scope).awaitTurn();
  }

  /** A factory of counted daemon threads. */
  static ThreadFactory factory(Scope scope) {
    OwnThreads own = own(scope);
    return work -> {
      admit(scope);
      return own.newThread(work);
    };
  }

  /** {@code Executors.defaultThreadFactory()}. */
  public static ThreadFactory defaultThreadFactory(Scope scope) {
    return factory(scope);
  }

  /** {@code Executors.newCachedThreadPool()}. */
  public static ExecutorService newCachedThreadPool(Scope scope) {
    return kept(Executors.newCachedThreadPool(factory(scope)), scope);
  }

  /** {@code Thread.startVirtualThread(work)}; starts a platform thread. */
  public static Thread startVirtualThread(Runnable work, Scope scope) {
    Thread thread = factory(scope).newThread(work);
    thread.start();
    return thread;
  }

  /** {@code Executors.newVirtualThreadPerTaskExecutor()}; a few platform threads. */
  public static ExecutorService newVirtualThreadPerTaskExecutor(Scope scope) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            INSTEAD_OF_VIRTUAL,
            INSTEAD_OF_VIRTUAL,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            factory(scope));
    pool.allowCoreThreadTimeOut(true);
    return kept(pool, scope);
  }

  /** Shuts the pool down with the instance: an idle worker would wait for ever. */
  static ExecutorService kept(ExecutorService pool, Scope scope) {
    made(pool, scope);
    return pool;
  }

  /** After a pool was made. */
  public static void made(ExecutorService pool, Scope scope) {
    scope.views().workers().add(pool, ExecutorService::shutdownNow);
  }

  /** After a pool was made. */
  public static void made(ThreadPoolExecutor pool, Scope scope) {
    made((ExecutorService) pool, scope);
  }

  /** After a pool was made. */
  public static void made(ScheduledThreadPoolExecutor pool, Scope scope) {
    made((ExecutorService) pool, scope);
  }

  /** After a pool was made. */
  public static void made(ScheduledExecutorService pool, Scope scope) {
    made((ExecutorService) pool, scope);
  }

  /** After a pool was made. */
  public static void made(ForkJoinPool pool, Scope scope) {
    made((ExecutorService) pool, scope);
  }

  /** After a timer was made. */
  public static void made(Timer timer, Scope scope) {
    scope.views().workers().add(timer, Timer::cancel);
  }

  /** {@code Thread.ofVirtual()}; refused. */
  @SuppressWarnings("DoNotCallSuggester") // only rewritten code calls it
  public static Thread.Builder.OfVirtual ofVirtual(Scope scope) {
    throw noVirtual(scope);
  }

  private static ForbiddenException noVirtual(Scope scope) {
    return Refusals.because(
        "make virtual threads itself",
        "their use of processor and memory cannot be metered; use Thread.ofPlatform() or"
            + " Executors.newVirtualThreadPerTaskExecutor(), which runs on platform threads here,"
            + " or `sandbox: process`",
        scope);
  }

  /** Before {@code new Thread(group, work, name, stackSize)}. */
  public static void stackSize(
      @Nullable ThreadGroup group, Runnable work, String name, long size, Scope scope) {
    checkStack(size, scope);
  }

  /** Before {@code new Thread(group, work, name, stackSize, inheritThreadLocals)}. */
  public static void stackSize(
      @Nullable ThreadGroup group,
      Runnable work,
      String name,
      long size,
      boolean inherit,
      Scope scope) {
    checkStack(size, scope);
  }

  /** Before {@code builder.stackSize(size)}. */
  public static void stackSize(Thread.Builder.OfPlatform builder, long size, Scope scope) {
    checkStack(size, scope);
  }

  private static void checkStack(long size, Scope scope) {
    if (size > MAX_STACK) {
      throw Refusals.because(
          "start a thread with a stack of " + size + " bytes",
          "at most " + MAX_STACK + " bytes; give 0 for the usual size, or use `sandbox: process`",
          scope);
    }
  }

  /** {@code group.getParent()}; the group of the instance has none. */
  public static @Nullable ThreadGroup getParent(ThreadGroup group, Scope scope) {
    ThreadGroup parent = group.getParent();
    return parent != null && own(scope).owns(parent) ? parent : null;
  }

  /** {@code Thread.getAllStackTraces()}; of threads of the instance. */
  public static Map<Thread, StackTraceElement[]> getAllStackTraces(Scope scope) {
    Map<Thread, StackTraceElement[]> traces = new HashMap<>();
    own(scope).live().forEach(thread -> traces.put(thread, thread.getStackTrace()));
    return traces;
  }

  /** Before {@code thread.interrupt()}: it must be a thread of the instance. */
  public static void touching(Thread thread, Scope scope) {
    if (thread != Thread.currentThread() && !own(scope).owns(thread)) {
      throw Refusals.never("touch the thread \"" + thread.getName() + "\" of others", scope);
    }
  }

  /** Before {@code thread.setPriority(priority)}. */
  public static void touching(Thread thread, int priority, Scope scope) {
    touching(thread, scope);
  }

  /** Before {@code thread.setName(name)}. */
  public static void touching(Thread thread, String name, Scope scope) {
    touching(thread, scope);
  }

  /** Before {@code thread.setContextClassLoader(loader)}. */
  public static void touching(Thread thread, @Nullable ClassLoader loader, Scope scope) {
    touching(thread, scope);
  }

  /** Before {@code thread.setUncaughtExceptionHandler(handler)}. */
  public static void touching(
      Thread thread, Thread.@Nullable UncaughtExceptionHandler handler, Scope scope) {
    touching(thread, scope);
  }

  /** {@code Cleaner.create()}; on a thread of the instance, as the actions are the function's. */
  public static Cleaner cleaner(Scope scope) {
    return Cleaner.create(factory(scope));
  }

  /** {@code runtime.addShutdownHook(hook)}; it runs when the instance closes. */
  public static void addShutdownHook(Runtime runtime, Thread hook, Scope scope) {
    scope.views().hooks().add(hook);
  }

  /** {@code runtime.removeShutdownHook(hook)}. */
  public static boolean removeShutdownHook(Runtime runtime, Thread hook, Scope scope) {
    return scope.views().hooks().remove(hook);
  }
}
