package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.invocation.ColdStart;
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
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One function version in contexts of its own: a context and a thread for each call at a time. The
 * first lane loads the function before the start listener hears of it, each further one within its
 * first call. Any thread may hand it work.
 */
final class PolyglotInstance implements Instance {

  private static final Logger LOG = System.getLogger(PolyglotInstance.class.getName());

  /** What a thread, its bookkeeping and the runtime of a context take. */
  private static final long BASE_BYTES = 128 * 1024;

  private final InstanceId id;
  private final FunctionVersion version;
  private final PolyglotSandbox.Workshop workshop;
  private final InvocationLog outsideCalls;
  private final GuestMeters meters = new GuestMeters();
  private final GuestThreads threads;
  private final Contents contents;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean started;

  PolyglotInstance(InstanceId id, FunctionVersion version, PolyglotSandbox.Workshop workshop) {
    this.id = id;
    this.version = version;
    this.workshop = workshop;
    this.outsideCalls = new InvocationLog(workshop.control().time().wall());
    this.contents = new Contents(version, workshop, outsideCalls);
    this.threads =
        new GuestThreads(
            version.id() + "/" + id,
            workshop.group(),
            meters,
            workshop.control().alarm(),
            contents::close);
  }

  /** Begins to load in the first lane. */
  void start(StartListener listener, long startedNanos) {
    threads.startFirst(lane -> load(lane, listener, startedNanos));
  }

  private boolean load(GuestLane lane, StartListener listener, long startedNanos) {
    GuestThread thread = (GuestThread) Thread.currentThread();
    try {
      contents.awaitLanguage();
      thread.inGuest(true); // before the lane is asked whether it is doomed
      Guest guest = contents.make(lane);
      long madeNanos = workshop.control().time().nanos();
      contents.load(lane, guest);
      thread.inGuest(false);
      long now = workshop.control().time().nanos();
      started = true;
      listener.started(this, new ColdStart(madeNanos - startedNanos, now - madeNanos));
      return true;
    } catch (GuestFailure failure) {
      return failed(listener, GuestOutcomes.ofStart(failure, version.entryPoint().target()));
    } catch (Throwable thrown) {
      LOG.log(Level.ERROR, "the host failed while it started " + version.id(), thrown);
      return failed(
          listener,
          GuestOutcomes.ofStart(GuestOutcomes.unexpected(thrown), version.entryPoint().target()));
    } finally {
      thread.inGuest(false);
    }
  }

  private boolean failed(StartListener listener, Outcome.Failed failure) {
    close();
    listener.failed(this, failure);
    return false;
  }

  @Override
  public void run(Assignment assignment) {
    int wanted = busy.incrementAndGet();
    int most = version.spec().concurrency().perInstance();
    threads.add(lane -> perform(lane, assignment), wanted, most);
  }

  private void perform(GuestLane lane, Assignment assignment) {
    GuestThread thread = (GuestThread) Thread.currentThread();
    GuestCall call = new GuestCall(assignment, lane, thread, workshop.maxResponse());
    try {
      assignment.log().absorb(outsideCalls);
      call.serve(
          () -> contents.loaded(lane),
          contents.services(lane),
          GuestMeters.call(workshop.control().heap()),
          busy::decrementAndGet);
      contents.weigh(lane);
    } catch (Throwable fault) {
      LOG.log(Level.ERROR, "the host failed while it ran " + version.id(), fault);
      call.crashed();
    }
  }

  @Override
  public void makeWay(Assignment assignment) {
    threads.lanes().stream()
        .filter(lane -> lane.serves(assignment))
        .flatMap(lane -> lane.thread().stream())
        .forEach(GuestThread::makeWay);
  }

  @Override
  public void interrupt(Assignment assignment) {
    threads.lanes().forEach(lane -> lane.interrupt(assignment));
  }

  @Override
  public void abort(Assignment assignment, Consumer<String> where) {
    doom(threads.lanes().stream().filter(lane -> lane.serves(assignment)).toList(), where);
  }

  @Override
  public void exceed(Excess excess) {
    for (GuestLane lane : threads.lanes()) {
      lane.call().ifPresent(call -> call.exceeded(excess, ""));
    }
    doom(threads.lanes(), _ -> {});
  }

  private void doom(List<GuestLane> lanes, Consumer<String> where) {
    if (!lanes.isEmpty()) {
      lanes.forEach(lane -> lane.doom(where));
      workshop
          .control()
          .ladder()
          .end(new GuestDoom(lanes, stuck -> workshop.control().stuck().stuck(version, id, stuck)));
    }
  }

  @Override
  public Meter meter() {
    return meters;
  }

  /** A guest has no threads of its own that could work between calls. */
  @Override
  public long strayCpuNanos() {
    return 0;
  }

  @Override
  public long footprintBytes() {
    return BASE_BYTES + contents.bytes();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      threads.stop();
      boolean idle = started && busy.get() == 0;
      if (!idle && !(Thread.currentThread() instanceof GuestThread)) {
        doom(threads.lanes(), _ -> {});
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
  public Remains remains() {
    return new GuestRemains(id, version.id(), threads);
  }
}
