package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Remains;
import dev.hearth.host.sandbox.StartListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One class loader with its threads: the first thread loads the function, then all serve calls. Any
 * thread may hand it work; what is loaded is written once, by the first thread, before the start
 * listener hears of it.
 */
final class ClassLoaderInstance implements Instance {

  private static final Logger LOG = System.getLogger(ClassLoaderInstance.class.getName());

  /** What an idle thread and the bookkeeping of an instance take, beside what loading took. */
  private static final long BASE_BYTES = 48 * 1024;

  /** Wakes a thread so that it ends. */
  private static final Work STOP = () -> false;

  private final InstanceId id;
  private final FunctionVersion version;
  private final ClassLoaderSandbox.Workshop workshop;
  private final InvocationLog outsideCalls;
  private final InstanceThreadGroup group;
  private final TempDirectory temp;
  private final BlockingQueue<Work> work = new LinkedTransferQueue<>();
  private final Set<RunningCall> running = ConcurrentHashMap.newKeySet(2);
  private final AtomicInteger threads = new AtomicInteger(1);
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable FunctionClassLoader loader;
  private volatile @Nullable LoadedFunction function;

  ClassLoaderInstance(
      InstanceId id, FunctionVersion version, ClassLoaderSandbox.Workshop workshop) {
    this.id = id;
    this.version = version;
    this.workshop = workshop;
    this.outsideCalls = new InvocationLog(workshop.time().wall());
    this.group =
        new InstanceThreadGroup(workshop.groups().of(id), version.id() + "/" + id, outsideCalls);
    this.temp = new TempDirectory(workshop.tempRoot().resolve(version.id() + "-" + id));
  }

  /** Begins to load on the first thread. */
  void start(StartListener listener, long startedNanos) {
    newThread(
            1,
            () -> {
              if (load(listener, startedNanos)) {
                serveUntilStopped();
              }
              threadEnds();
            })
        .start();
  }

  private InstanceThread newThread(int number, Runnable body) {
    String name = version.id() + "/" + id + (number == 1 ? "" : "#" + number);
    return new InstanceThread(group, body, name);
  }

  private boolean load(StartListener listener, long startedNanos) {
    try {
      LoadedFunction loaded = loadFunction(startedNanos);
      function = loaded;
      listener.started(this, loaded.coldStart());
      return true;
    } catch (Throwable thrown) {
      ThrownError error = GuestErrors.describe(thrown);
      close();
      listener.failed(this, startFailure(error));
      return false;
    }
  }

  private LoadedFunction loadFunction(long startedNanos) throws Throwable {
    FunctionClassLoader created = workshop.newLoader(version);
    loader = created;
    Thread.currentThread().setContextClassLoader(created);
    return workshop.functionLoader().load(version.entryPoint(), created, startedNanos);
  }

  private Outcome.Failed startFailure(ThrownError error) {
    String what =
        version.entryPoint().target()
            + " could not be started: "
            + error.type()
            + (error.message().isEmpty() ? "" : ": " + error.message());
    return new Outcome.Failed(Reason.INIT_FAILED, what, Duration.ZERO, error);
  }

  private void serveUntilStopped() {
    boolean goOn = true;
    while (goOn) {
      try {
        goOn = work.take().perform();
      } catch (InterruptedException interrupted) {
        goOn = !closed.get();
      }
    }
  }

  @Override
  public void run(Assignment assignment) {
    int wanted = busy.incrementAndGet();
    int limit = version.spec().concurrency().perInstance();
    int now = threads.get();
    if (wanted > now && now < limit && threads.compareAndSet(now, now + 1)) {
      newThread(
              now + 1,
              () -> {
                serveUntilStopped();
                threadEnds();
              })
          .start();
    }
    work.add(() -> perform(assignment));
  }

  private boolean perform(Assignment assignment) {
    LoadedFunction loaded = function;
    InstanceThread thread = (InstanceThread) Thread.currentThread();
    thread.setContextClassLoader(loader);
    if (loaded == null) {
      throw new IllegalStateException("a call was given to an instance that has not started");
    }
    RunningCall call = new RunningCall(assignment, thread);
    running.add(call);
    try {
      assignment.log().absorb(outsideCalls);
      call.serve(loaded.handler(), workshop.time().wall(), temp, busy::decrementAndGet);
    } catch (Throwable fault) {
      LOG.log(Level.ERROR, "the host failed while it ran " + version.id(), fault);
      call.crashed();
    } finally {
      running.remove(call);
    }
    return !closed.get();
  }

  @Override
  public void abort(Assignment assignment) {
    if (version.spec().concurrency().perInstance() == 1) {
      Termination.end(group.liveThreads());
      return;
    }
    running.stream()
        .filter(call -> call.isOf(assignment))
        .forEach(call -> Termination.end(List.of(call.thread())));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      for (int i = threads.get(); i > 0; i--) {
        work.add(STOP);
      }
      boolean idle = function != null && busy.get() == 0;
      Termination.end(
          otherThreads().filter(thread -> !(idle && thread instanceof InstanceThread)).toList());
    }
  }

  private Stream<Thread> otherThreads() {
    return group.liveThreads().stream().filter(thread -> thread != Thread.currentThread());
  }

  private void threadEnds() {
    if (threads.decrementAndGet() == 0) {
      LoadedFunction loaded = function;
      if (loaded != null && loaded.target() instanceof AutoCloseable closeable) {
        Closing.quietly(closeable, outsideCalls);
      }
      Termination.end(otherThreads().toList());
      Closing.quietly(temp::delete, outsideCalls);
      FunctionClassLoader last = loader;
      if (last != null) {
        last.close();
      }
    }
  }

  @Override
  public InstanceId id() {
    return id;
  }

  @Override
  public FunctionVersion version() {
    return version;
  }

  @Override
  public long footprintBytes() {
    LoadedFunction loaded = function;
    return BASE_BYTES + (loaded == null ? 0 : loaded.bytes());
  }

  @Override
  public Remains remains() {
    return new LoaderRemains(id, version.id(), Optional.ofNullable(loader), group);
  }

  /** Something for a thread to do; false ends the thread. */
  @FunctionalInterface
  private interface Work {
    boolean perform();
  }
}
