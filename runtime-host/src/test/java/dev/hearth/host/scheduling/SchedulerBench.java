package dev.hearth.host.scheduling;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.FakeSandbox;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.Disposal;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A scheduler whose instances start and serve when the test says so. */
final class SchedulerBench implements AutoCloseable {

  final ManualTime time = new ManualTime();
  final Calls calls = new Calls(time.source());
  final FakeSandbox sandbox = new FakeSandbox();
  final List<String> left = new CopyOnWriteArrayList<>();
  final WarmPool pool;
  final Scheduler scheduler;
  private final Watchdog watchdog = new Watchdog(ManualTime.real());
  private final ManualExecutor housekeeping = new ManualExecutor(time);

  SchedulerBench(SchedulerConfig config) {
    Disposal disposal =
        (instance, reason) -> {
          left.add(instance.version().id() + " " + reason);
          instance.close();
        };
    pool =
        new WarmPool(
            new PoolConfig(Duration.ofHours(9), ByteSize.mebibytes(64)),
            disposal,
            housekeeping,
            time.source());
    scheduler =
        new Scheduler(
            config,
            pool,
            new Scheduler.Machinery(
                new InstanceStarter(sandbox.alone(), watchdog, disposal),
                new InvocationExecutor(watchdog, time.source()),
                watchdog,
                time.source()));
  }

  /** Where the processors and the memory are never short. */
  static SchedulerConfig config(int instances, int waiting, int starting) {
    return new SchedulerConfig(
        new SchedulerConfig.Instances(instances, starting, 8),
        waiting,
        new SchedulerConfig.Capacity(64, Long.MAX_VALUE / 1_000, 50, 50),
        SchedulerConfig.Order.OLDEST);
  }

  /**
   * Where the memory is enough for so many calls at a time of functions that nobody knows yet, and
   * for half as many of each lane.
   */
  static SchedulerConfig room(int calls) {
    return new SchedulerConfig(
        new SchedulerConfig.Instances(1_000, 1_000, 8),
        1_000,
        new SchedulerConfig.Capacity(64, calls * (16L << 20), 50, 50),
        SchedulerConfig.Order.OLDEST);
  }

  /** Where there is one processor, and all the memory that one could want. */
  static SchedulerConfig oneProcessor() {
    return new SchedulerConfig(
        new SchedulerConfig.Instances(1_000, 1_000, 8),
        1_000,
        new SchedulerConfig.Capacity(1, Long.MAX_VALUE / 1_000, 50, 50),
        SchedulerConfig.Order.OLDEST);
  }

  /** The call of an instance begins and computes until shorter ones come before it. */
  void computeForLong(FakeInstance instance) throws InterruptedException {
    var _ = instance.take().begin(() -> new Usage(11_000_000, 0));
    while (scheduler.status().longCalls() == 0) {
      Thread.sleep(1);
    }
  }

  /** Serves every call that has an instance, and those that get one by that. */
  void serveAll() {
    List<FakeInstance> busy = sandbox.busy();
    while (!busy.isEmpty()) {
      busy.forEach(FakeInstance::serve);
      busy = sandbox.busy();
    }
  }

  /** Ends every start well and serves every call; a second look at a line takes a moment. */
  void finish() {
    long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (calls.ended().size() < calls.made() && System.nanoTime() < patience) {
      if (!sandbox.starting().isEmpty()) {
        sandbox.startFirst(1);
      }
      serveAll();
      Thread.onSpinWait();
    }
    while (!sandbox.starting().isEmpty()) {
      sandbox.startFirst(1);
    }
  }

  /** Serves the call of an instance in so much time. */
  void serveFor(FakeInstance instance, Duration duration) {
    Assignment call = instance.take();
    var _ = call.begin(() -> Usage.NONE);
    time.advance(duration);
    call.answered(Calls.ok(), Usage.NONE);
    call.finished();
  }

  void awaitEnded(int count) throws InterruptedException {
    while (calls.ended().size() < count) {
      Thread.sleep(1);
    }
  }

  List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  @Override
  public void close() {
    watchdog.close();
    housekeeping.shutdownNow();
  }
}
