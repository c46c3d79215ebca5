package dev.hearth.host.pool;

import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All live instances. Who is free and who is busy is guarded by the lock; which idle instance has
 * to leave, and when, is Caffeine's decision. An instance that Caffeine removes while it is busy
 * stays, and goes back into the cache when its call has ended. Closing happens outside the lock.
 */
public final class WarmPool {

  private final KeepAlivePolicy policy;
  private final long standardNanos;
  private final Disposal disposal;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Shelves shelves = new Shelves();
  private final Habits habits = new Habits();
  private final PreWarming preWarming = new PreWarming();
  private final InstanceCache cache;

  /**
   * An empty pool.
   *
   * @param disposal takes the instances that leave
   * @param housekeeping runs evictions; not the thread of any call
   */
  public WarmPool(
      PoolConfig config,
      Disposal disposal,
      ScheduledExecutorService housekeeping,
      TimeSource time) {
    this.policy = config.policy().with(config.keepAlive());
    this.standardNanos = config.keepAlive().toNanos();
    this.disposal = disposal;
    this.time = time;
    this.cache = new InstanceCache(config, housekeeping, time, this::removed);
  }

  /** A place in a warm instance of the version, if one is free. */
  public Optional<Lease> lease(RevisionId revision) {
    long now = time.nanos();
    lock.lock();
    try {
      Optional<Pooled> taken = shelves.take(revision);
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      Pooled pooled = taken.get();
      if (pooled.inUse == 1) {
        pooled.wakes(now);
      }
      return Optional.of(new Lease(this, pooled));
    } finally {
      lock.unlock();
    }
  }

  /** Whether a warm instance of the version has a free place. */
  public boolean hasRoom(RevisionId revision) {
    return locked(() -> shelves.of(revision).map(Shelf::hasRoom).orElse(false));
  }

  /** Takes an instance that has just started, and leases its first place. */
  public Lease admit(Instance instance) {
    long now = time.nanos();
    RevisionId revision = instance.version().revision();
    return locked(() -> {
      boolean pinned = shelves.pinned(revision) < instance.version().spec().concurrency().warm();
      IdleTimes times = habits.of(instance.version().id().function());
      Pooled pooled = new Pooled(instance, policy(instance), times, pinned);
      pooled.preWarmedNanos = preWarming.started(revision, now);
      if (pooled.preWarmedNanos == 0 && !pinned) {
        times.missed(now);
      }
      shelves.admit(pooled);
      return new Lease(this, pooled);
    });
  }

  /** What the manifest says wins. */
  private KeepAlivePolicy policy(Instance instance) {
    Duration own = instance.version().spec().keepAlive();
    return own.isZero() ? policy : new KeepAlivePolicy.Fixed(own);
  }

  /** Forgets how a function that is gone was used. */
  public void forget(FunctionName function) {
    var _ = locked(() -> habits.forget(function));
  }

  /**
   * The versions that are to get an instance now because a call is expected. The next instance of
   * each that comes counts as that one, until {@link #preWarmed}.
   */
  public List<FunctionVersion> preWarmNow() {
    long now = time.nanos();
    return locked(() -> preWarming.due(now, revision -> shelves.of(revision).isPresent()));
  }

  /** The start of an instance for {@link #preWarmNow} has ended, well or not. */
  public void preWarmed(FunctionVersion version) {
    var _ = locked(() -> preWarming.ended(version.revision()));
  }

  /** Gives up every instance of a version: idle ones at once, busy ones after their calls. */
  public void flush(RevisionId revision, EvictionReason reason) {
    giveUp(revision, _ -> true, reason);
  }

  /** Gives up one instance: at once if it is idle, else after its calls. */
  public void giveUp(Instance instance, EvictionReason reason) {
    giveUp(instance.version().revision(), instance::equals, reason);
  }

  private void giveUp(RevisionId revision, Predicate<Instance> meant, EvictionReason reason) {
    List<Pooled> leaving =
        locked(() -> {
          List<Pooled> idle =
              shelves.of(revision).map(shelf -> shelf.condemn(meant)).orElse(List.of());
          idle.forEach(this::take);
          preWarming.cancel(revision);
          return idle;
        });
    dispose(leaving, reason);
  }

  /**
   * Gives up the idle instance that is likely to be idle longest from now on, by the idle times of
   * its function; of those that nothing is known of, the one that has been idle longest.
   *
   * @return false if none is idle
   */
  public boolean evictColdest() {
    long now = time.nanos();
    Optional<Pooled> coldest =
        locked(() -> {
          Optional<Pooled> found =
              shelves.firstSpare(pooled -> -pooled.remainingNanos(now, standardNanos));
          found.ifPresent(this::depart);
          return found;
        });
    coldest.ifPresent(pooled -> dispose(List.of(pooled), EvictionReason.PRESSURE));
    return coldest.isPresent();
  }

  /** The live instances. */
  public List<Instance> instances() {
    return locked(() -> shelves.all().map(Pooled::instance).toList());
  }

  /** Gives up everything. */
  public void close() {
    locked(shelves::revisions).forEach(revision -> flush(revision, EvictionReason.SHUTDOWN));
  }

  /** How many instances of a version are alive. */
  public int live(RevisionId revision) {
    return locked(() -> shelves.of(revision).map(Shelf::size).orElse(0));
  }

  /** The versions that have live instances. */
  public List<FunctionVersion> versions() {
    return instances().stream().map(Instance::version).distinct().toList();
  }

  /** How many instances are alive. */
  public int live() {
    return locked(shelves::live);
  }

  /** How many instances serve no call. */
  public int idle() {
    return locked(shelves::idle);
  }

  /** What the live instances take together, in bytes, as they measured themselves. */
  public long bytes() {
    return locked(shelves::bytes);
  }

  void giveBack(Lease lease) {
    long now = time.nanos();
    Pooled pooled = lease.pooled();
    lock.lock();
    try {
      if (lease.returned) {
        return;
      }
      lease.returned = true;
      if (!shelves.vacate(pooled)) {
        return;
      }
      pooled.rests(now);
      if (!pooled.condemned) {
        touch(pooled, now);
        return;
      }
      take(pooled);
    } finally {
      lock.unlock();
    }
    dispose(List.of(pooled), EvictionReason.RETIRED);
  }

  private void touch(Pooled pooled, long now) {
    if (InstanceCache.isWorthTelling(pooled, now)) {
      cache.touch(pooled, shelves.holding(pooled).size() == 1, now);
      preWarming.plan(pooled.instance().version(), pooled.window(), now);
    }
  }

  void giveUp(Lease lease, EvictionReason reason) {
    Pooled pooled = lease.pooled();
    boolean leaves =
        locked(() -> {
          if (lease.returned) {
            return false;
          }
          lease.returned = true;
          shelves.holding(pooled).condemn(pooled);
          boolean idleNow = shelves.vacate(pooled);
          if (idleNow) {
            take(pooled);
          }
          return idleNow;
        });
    if (leaves) {
      dispose(List.of(pooled), reason);
    }
  }

  /** Removes an idle instance that would have served further calls. */
  private void depart(Pooled pooled) {
    pooled.departs();
    take(pooled);
  }

  /** Removes an idle instance from all books; its closing is the caller's, outside the lock. */
  private void take(Pooled pooled) {
    shelves.remove(pooled);
    cache.remove(pooled);
  }

  /** One that was busy when it was removed may have been put back since, or will be. */
  private boolean leavesUnlessBusy(InstanceId id, Pooled pooled) {
    if (cache.holds(id)) {
      return false;
    }
    pooled.touchedNanos = Pooled.LONG_AGO;
    if (pooled.inUse > 0 || pooled.gone) {
      return false; // busy ones go back into the cache when their call ends
    }
    depart(pooled);
    return true;
  }

  private void removed(@Nullable InstanceId id, @Nullable Pooled pooled, RemovalCause cause) {
    if (pooled == null || id == null || !cause.wasEvicted()) {
      return;
    }
    if (locked(() -> leavesUnlessBusy(id, pooled))) {
      dispose(
          List.of(pooled),
          cause == RemovalCause.EXPIRED ? EvictionReason.IDLE : EvictionReason.PRESSURE);
    }
  }

  private void dispose(List<Pooled> leaving, EvictionReason reason) {
    leaving.forEach(pooled -> disposal.dispose(pooled.instance(), reason));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
