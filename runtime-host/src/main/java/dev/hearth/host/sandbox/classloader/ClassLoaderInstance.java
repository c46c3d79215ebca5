package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Meter;
import dev.hearth.host.sandbox.Remains;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.classloader.binding.lambda.LambdaFunction;
import dev.hearth.host.sandbox.classloader.cloud.CloudEnvironment;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.metering.CallMeter;
import dev.hearth.host.sandbox.classloader.metering.ChildThreads;
import dev.hearth.host.sandbox.classloader.metering.InstanceMeter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

  /** How long a function may take to close itself. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final Duration CLEANERS_WAIT = Duration.ofSeconds(1);

  private final InstanceId id;
  private final FunctionVersion version;
  private final ClassLoaderSandbox.Workshop workshop;
  private final InvocationLog outsideCalls;
  private final InstanceThreadGroup group;
  private final TempDirectory temp;
  private final ChildThreads children;
  private final InstanceMeter meter;
  private final InstanceWard ward;
  private final InstanceDoom doom;
  private final Scope scope;
  private final ServingThreads threads;
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
    this.children = new ChildThreads(group, workshop.enforcement().census());
    this.meter = new InstanceMeter(children);
    this.doom =
        new InstanceDoom(
            workshop.enforcement().ladder(),
            group,
            this::closeConnections,
            stuck -> workshop.enforcement().stuck().stuck(version, id, stuck));
    this.ward =
        new InstanceWard(
            version,
            new InstanceWard.Quarters(
                group, temp, workshop.closed(), outsideCalls, workshop.rules()),
            meter,
            doom);
    this.scope = new Scope(ward);
    this.threads =
        new ServingThreads(
            group,
            meter,
            workshop.enforcement().census(),
            workshop.enforcement().alarm(),
            this::lastThreadEnds);
  }

  private void closeConnections() {
    scope.closeConnections();
  }

  /** Begins to load on the first thread. */
  void start(StartListener listener, long startedNanos) {
    threads.startFirst(() -> load(listener, startedNanos));
  }

  private boolean load(StartListener listener, long startedNanos) {
    try {
      LoadedFunction loaded = loadFunction(startedNanos);
      function = loaded;
      ward.started();
      listener.started(this, loaded.coldStart());
      return true;
    } catch (Throwable thrown) {
      Outcome.Failed failure = ward.startFailure(thrown);
      close();
      listener.failed(this, failure);
      return false;
    }
  }

  private LoadedFunction loadFunction(long startedNanos) throws Throwable {
    FunctionClassLoader created = workshop.newLoader(version, scope);
    loader = created;
    Optional<LambdaFunction> told = told(created);
    ward.loads(
        created, told.map(LambdaFunction::env).orElseGet(() -> CloudEnvironment.of(version)));
    doom.loads(created);
    Thread.currentThread().setContextClassLoader(created);
    return InstanceThread.inFunction(
        () -> workshop.functionLoader().load(version.entryPoint(), created, told, startedNanos));
  }

  private Optional<LambdaFunction> told(FunctionClassLoader created) {
    return version.entryPoint().style().isLambda()
        ? Optional.of(
            LambdaFunction.of(
                version, id.number(), workshop.time().wall().instant(), created.root()))
        : Optional.empty();
  }

  @Override
  public void run(Assignment assignment) {
    int wanted = busy.incrementAndGet();
    threads.add(() -> perform(assignment), wanted, version.spec().concurrency().perInstance());
  }

  private void perform(Assignment assignment) {
    LoadedFunction loaded = function;
    InstanceThread thread = (InstanceThread) Thread.currentThread();
    thread.setContextClassLoader(loader);
    if (loaded == null) {
      throw new IllegalStateException("a call was given to an instance that has not started");
    }
    RunningCall call = new RunningCall(assignment, thread);
    try {
      assignment.log().absorb(outsideCalls);
      CallMeter used = new CallMeter(children, workshop.enforcement().heap());
      CallContext context =
          new CallContext(
              assignment, used, workshop.time().wall(), temp, workshop.calls(), workshop.secrets());
      call.serve(loaded.handler(), context, busy::decrementAndGet);
    } catch (Throwable fault) {
      LOG.log(Level.ERROR, "the host failed while it ran " + version.id(), fault);
      call.crashed();
    }
  }

  @Override
  public void makeWay(Assignment assignment) {
    group.makeWay(call -> call.isOf(assignment));
  }

  @Override
  public void interrupt(Assignment assignment) {
    for (CallContext call : group.calls()) {
      if (call.isOf(assignment)) {
        call.interrupts().interrupt();
      }
    }
  }

  @Override
  public void abort(Assignment assignment, Consumer<String> where) {
    if (version.spec().concurrency().perInstance() == 1) {
      doom.endAll(where);
    } else {
      doom.endOne(assignment, where);
    }
  }

  @Override
  public void exceed(Excess excess) {
    group.calls().forEach(call -> call.exceeded(excess));
    doom.endAll(_ -> {});
  }

  @Override
  public Meter meter() {
    return meter;
  }

  @Override
  public long strayCpuNanos() {
    return group.strayCpuNanos(children);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      threads.stop();
      boolean idle = function != null && busy.get() == 0;
      if (!idle && !(Thread.currentThread() instanceof InstanceThread)) {
        doom.endAll(_ -> {});
      }
    }
  }

  private void lastThreadEnds() {
    farewell();
    if (!children.live().isEmpty()) {
      doom.endAll(_ -> {});
      var _ = workshop.enforcement().alarm().after(CLEANERS_WAIT, this::collectForCleaners);
    }
    Closing.quietly(temp::delete, outsideCalls);
    FunctionClassLoader last = loader;
    if (last != null) {
      last.close();
    }
  }

  /** The thread of a cleaner ends when all that it has to clean has been found to be garbage. */
  private void collectForCleaners() {
    if (!children.live().isEmpty()) {
      System.gc();
    }
  }

  /** Lets the function end in its own way, for a while, and shuts down what works for it. */
  private void farewell() {
    Runnable cancel = workshop.enforcement().alarm().after(FAREWELL, () -> doom.endAll(_ -> {}));
    LoadedFunction loaded = function;
    if (loaded != null && !doom.isTotal()) {
      bounded(() -> sayFarewell(loaded));
    }
    bounded(scope::release);
    cancel.run();
  }

  private void bounded(Runnable closing) {
    try {
      InstanceThread.runInFunction(closing);
    } catch (Kill tookTooLong) {
      outsideCalls.add("WARNING", "hearth", "the function did not close within " + FAREWELL);
    }
  }

  private void sayFarewell(LoadedFunction loaded) {
    if (loaded.target() instanceof AutoCloseable closeable) {
      Closing.quietly(closeable, outsideCalls);
    }
    scope.runHooks(FAREWELL, workshop.time());
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
}
