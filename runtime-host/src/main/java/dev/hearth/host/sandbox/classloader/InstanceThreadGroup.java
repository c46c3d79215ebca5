package dev.hearth.host.sandbox.classloader;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.hearth.function.Context;
import dev.hearth.function.spi.ContextCarrier;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.sandbox.classloader.metering.ChildThreads;
import dev.hearth.host.sandbox.classloader.metering.InstanceHome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All threads of one instance, those that the function started included: a thread is born into the
 * group of the thread that makes it. Any thread may use it.
 */
final class InstanceThreadGroup extends ThreadGroup implements ContextCarrier, InstanceHome {

  /** The priority of threads whose calls take long: below the usual one, above the children's. */
  private static final int LONG_CALLS = Thread.MIN_PRIORITY + 1;

  /** The priority of threads that serve calls: below the host's own, which answer everybody. */
  private static final int CALLS = Thread.NORM_PRIORITY - 1;

  private final Set<CallContext> running = ConcurrentHashMap.newKeySet(2);
  private final LongAdder chargedNanos = new LongAdder();
  private final InvocationLog outsideCalls;
  private volatile @Nullable LambdaLogger lambdaLogger;

  /** What its threads log while they work for no call goes to {@code outsideCalls}. */
  InstanceThreadGroup(ThreadGroup parent, String name, InvocationLog outsideCalls) {
    super(parent, name);
    this.outsideCalls = outsideCalls;
    setMaxPriority(Thread.MIN_PRIORITY);
  }

  /**
   * Makes a thread that serves calls. Those that the function starts itself come after all else, so
   * that many of them do not keep others from the processors.
   */
  @SuppressWarnings("ThreadPriorityCheck") // scripts/java-options makes the scheduler heed it
  synchronized InstanceThread serving(Runnable work, String threadName) {
    setMaxPriority(CALLS);
    try {
      InstanceThread thread = new InstanceThread(this, work, threadName);
      thread.setPriority(CALLS);
      return thread;
    } finally {
      setMaxPriority(Thread.MIN_PRIORITY);
    }
  }

  /** Lets others come before the threads that serve these calls. */
  @SuppressWarnings("ThreadPriorityCheck") // scripts/java-options makes the scheduler heed it
  synchronized void makeWay(Predicate<CallContext> meant) {
    setMaxPriority(LONG_CALLS);
    try {
      for (Thread thread : liveThreads()) {
        if (thread instanceof InstanceThread own && callOf(own).filter(meant).isPresent()) {
          own.makeWay();
          own.setPriority(LONG_CALLS);
        }
      }
    } finally {
      setMaxPriority(Thread.MIN_PRIORITY);
    }
  }

  void entered(CallContext context) {
    running.add(context);
  }

  void left(CallContext context) {
    chargedNanos.add(context.meter().childrenCpuNanos());
    running.remove(context);
  }

  /** What these threads of the function have used while no call was there to be charged for it. */
  long strayCpuNanos(ChildThreads children) {
    long charged = chargedNanos.sum();
    for (CallContext call : running) {
      charged += call.meter().childrenCpuNanos();
    }
    return Math.max(0, children.total().cpuNanos() - charged);
  }

  /** The calls that run, of which the running thread may work for any. */
  Set<CallContext> calls() {
    return running;
  }

  /** The call that a thread serves. */
  Optional<CallContext> callOf(InstanceThread thread) {
    return running.stream().filter(call -> call.isServedBy(thread)).findFirst();
  }

  /** The one call that runs; empty if there is none or if there are several. */
  Optional<CallContext> onlyCall() {
    var calls = running.iterator();
    if (!calls.hasNext()) {
      return Optional.empty();
    }
    CallContext first = calls.next();
    return calls.hasNext() ? Optional.empty() : Optional.of(first);
  }

  @Override
  public Optional<Context> currentContext() {
    return onlyCall().map(Context.class::cast);
  }

  /** The live threads of the group and of the groups below it. */
  List<Thread> liveThreads() {
    Thread[] threads = new Thread[activeCount() + 8];
    int count = enumerate(threads, true);
    while (count == threads.length) {
      threads = new Thread[threads.length * 2];
      count = enumerate(threads, true);
    }
    return Arrays.stream(threads, 0, count).filter(Thread::isAlive).toList();
  }

  /** Where what the running thread logs belongs; empty if it belongs to no instance. */
  static Optional<InvocationLog> logOfRunningThread() {
    if (Thread.currentThread() instanceof InstanceThread own && own.call().isPresent()) {
      return own.call().map(CallContext::log);
    }
    return ofRunningThread()
        .map(group -> group.onlyCall().map(CallContext::log).orElse(group.outsideCalls));
  }

  /** What {@code LambdaRuntime.getLogger()} stands for on these threads. */
  void lambdaLogger(LambdaLogger logger) {
    lambdaLogger = logger;
  }

  /** The same for the running thread; empty if it belongs to no Lambda handler. */
  static Optional<LambdaLogger> lambdaLoggerOfRunningThread() {
    return ofRunningThread().flatMap(group -> Optional.ofNullable(group.lambdaLogger));
  }

  /** The instance group that the running thread belongs to. */
  static Optional<InstanceThreadGroup> ofRunningThread() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null) {
      if (group instanceof InstanceThreadGroup own) {
        return Optional.of(own);
      }
      group = group.getParent();
    }
    return Optional.empty();
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    InvocationLog log = onlyCall().map(CallContext::log).orElse(outsideCalls);
    log.add("ERROR", thread.getName(), GuestErrors.describe(thrown).stackTrace());
  }
}
