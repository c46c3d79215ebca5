package dev.hearth.host.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** An idle instance may leave this fraction of its keep-alive too soon. */
  private static final int TOUCHES_PER_KEEP_ALIVE = 100;

  private final PoolConfig config;
  private final Disposal disposal;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Shelves shelves = new Shelves();
  private final Cache<InstanceId, Pooled> cache;

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
    this.config = config;
    this.disposal = disposal;
    this.time = time;
    this.cache = InstanceCache.create(config, housekeeping, time, this::removed);
  }

  /** A place in a warm instance of the version, if one is free. */
  public Optional<Lease> lease(RevisionId revision) {
    return locked(() -> shelves.take(revision)).map(pooled -> new Lease(this, pooled));
  }

  /** Whether a warm instance of the version has a free place. */
  public boolean hasRoom(RevisionId revision) {
    return locked(() -> shelves.of(revision).map(Shelf::hasRoom).orElse(false));
  }

  /** Takes an instance that has just started, and leases its first place. */
  public Lease admit(Instance instance) {
    return locked(() -> {
      int warm = instance.version().spec().concurrency().warm();
      boolean pinned = shelves.pinned(instance.version().revision()) < warm;
      Pooled pooled = new Pooled(instance, keepAlive(instance), pinned);
      shelves.admit(pooled);
      return new Lease(this, pooled);
    });
  }

  private Duration keepAlive(Instance instance) {
    Duration own = instance.version().spec().keepAlive();
    return own.isZero() ? config.keepAlive() : own;
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
    dispose(
        locked(() -> shelves.of(revision).map(shelf -> condemn(shelf, meant)).orElse(List.of())),
        reason);
  }

  private List<Pooled> condemn(Shelf shelf, Predicate<Instance> meant) {
    List<Pooled> leaving = new ArrayList<>();
    for (Pooled pooled : shelf.live()) {
      if (meant.test(pooled.instance())) {
        shelf.condemn(pooled);
        if (pooled.inUse == 0) {
          take(pooled);
          leaving.add(pooled);
        }
      }
    }
    return leaving;
  }

  /** Gives up the instance that has been idle longest; false if none is idle. */
  public boolean evictColdest() {
    for (Pooled candidate : coldest()) {
      if (evictIfIdle(candidate)) {
        dispose(List.of(candidate), EvictionReason.PRESSURE);
        return true;
      }
    }
    return false;
  }

  /**
   * Some that were idle a moment ago, the coldest first. The cache holds its own lock meanwhile, so
   * the pool's must not be taken: whether they still are idle is for the caller to see.
   */
  private List<Pooled> coldest() {
    return cache
        .policy()
        .expireVariably()
        .orElseThrow()
        .oldest(entries ->
            entries
                .map(Map.Entry::getValue)
                .filter(pooled -> pooled.inUse == 0 && !pooled.pinned())
                .limit(16)
                .toList());
  }

  private boolean evictIfIdle(Pooled pooled) {
    return locked(() -> {
      if (pooled.inUse > 0 || !shelves.contains(pooled)) {
        return false; // busy ones go back into the cache when their call ends
      }
      take(pooled);
      return true;
    });
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

  boolean isReusable(Pooled pooled) {
    return locked(() -> !pooled.condemned);
  }

  void giveBack(Pooled pooled) {
    boolean leaves =
        locked(() -> {
          if (!shelves.vacate(pooled)) {
            return false;
          }
          if (pooled.condemned) {
            take(pooled);
            return true;
          }
          touch(pooled);
          return false;
        });
    if (leaves) {
      dispose(List.of(pooled), EvictionReason.RETIRED);
    }
  }

  /** Tells the cache of a use, but not of every one: its bookkeeping costs more than a call may. */
  private void touch(Pooled pooled) {
    long now = time.nanos();
    if (now - pooled.touchedNanos < pooled.keepAlive().toNanos() / TOUCHES_PER_KEEP_ALIVE) {
      return;
    }
    pooled.touchedNanos = now;
    InstanceId id = pooled.instance().id();
    if (cache.getIfPresent(id) == null) {
      cache.put(id, pooled);
    }
  }

  void giveUp(Pooled pooled, EvictionReason reason) {
    boolean leaves =
        locked(() -> {
          pooled.condemned = true;
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

  /** Removes an idle instance from all books; its closing is the caller's, outside the lock. */
  private void take(Pooled pooled) {
    shelves.remove(pooled);
    cache.invalidate(pooled.instance().id());
  }

  /** One that was busy when it was removed may have been put back since, or will be. */
  private boolean leavesUnlessBusy(InstanceId id, Pooled pooled) {
    if (cache.asMap().containsKey(id)) {
      return false;
    }
    pooled.touchedNanos = Pooled.LONG_AGO;
    return evictIfIdle(pooled);
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
