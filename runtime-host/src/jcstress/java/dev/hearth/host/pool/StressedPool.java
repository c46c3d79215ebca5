package dev.hearth.host.pool;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool with one instance, made anew for each try; any thread may use it. */
final class StressedPool {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final FunctionVersion SHARED = Versions.of("shared").calls(2, 100, 0).version();
  private static final ManualTime TIME = new ManualTime();
  private static final NoHousekeeping HOUSEKEEPING = new NoHousekeeping();

  final AtomicInteger disposed = new AtomicInteger();
  final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofMinutes(10), ByteSize.mebibytes(1)),
          (instance, reason) -> disposed.incrementAndGet(),
          HOUSEKEEPING,
          TIME.source());

  /** Does nothing: what waits here would keep every pool that was ever made. */
  private static final class NoHousekeeping extends ScheduledThreadPoolExecutor {
    private final ScheduledFuture<?> never = super.schedule(() -> {}, 1_000, TimeUnit.DAYS);

    NoHousekeeping() {
      super(0, Thread.ofPlatform().daemon().factory()); // the JVM has to end by itself
    }

    @Override
    public void execute(Runnable command) {}

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return never;
    }
  }

  /** The instance, in use. */
  Lease busy() {
    return pool.admit(new FakeInstance(1, HELLO, 1));
  }

  /** One if there was a place. */
  int take() {
    return pool.lease(HELLO.revision()).isPresent() ? 1 : 0;
  }

  /** Gives up every instance of the version. */
  void retire() {
    pool.flush(HELLO.revision(), EvictionReason.RETIRED);
  }

  /** An instance with two places, one of them in use. */
  Lease busyShared() {
    return pool.admit(new FakeInstance(2, SHARED, 1));
  }

  /** Its other place. */
  Lease takeShared() {
    return pool.lease(SHARED.revision()).orElseThrow();
  }

  /** Whether it has a place. */
  boolean sharedRoom() {
    return pool.hasRoom(SHARED.revision());
  }
}
