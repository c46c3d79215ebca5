package dev.hearth.host.pool;

import dev.hearth.host.sandbox.Instance;

/**
 * A place in an instance for one call after the other, until it is given back, exactly once, by
 * {@link #release()} or {@link #discard}. Any thread may hold it.
 */
public final class Lease {

  private final WarmPool pool;
  private final Pooled pooled;

  /** Guarded by the pool's lock. */
  boolean returned;

  Lease(WarmPool pool, Pooled pooled) {
    this.pool = pool;
    this.pooled = pooled;
  }

  Pooled pooled() {
    return pooled;
  }

  /** The instance. */
  public Instance instance() {
    return pooled.instance();
  }

  /** Whether the instance may take a further call; not when its version was retired meanwhile. */
  public boolean reusable() {
    return !pooled.condemned;
  }

  /** Gives the place back; the instance stays warm. */
  public void release() {
    pool.giveBack(this);
  }

  /** Gives the place back and the instance up: it is closed when its other calls have ended. */
  public void discard(EvictionReason reason) {
    pool.giveUp(this, reason);
  }
}
