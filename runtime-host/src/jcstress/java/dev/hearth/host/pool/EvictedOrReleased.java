package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * An instance is evicted after its call or not at all: evicted, disposals, live, idle.
 */
@JCStressTest
@Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "Still busy when room was sought.")
@Outcome(id = "1, 1, 0, 0", expect = ACCEPTABLE, desc = "Released first.")
@State
public class EvictedOrReleased {

  private final StressedPool bench = new StressedPool();
  private final Lease lease = bench.busy();

  @Actor
  public void evict(IIII_Result result) {
    result.r1 = bench.pool.evictColdest() ? 1 : 0;
  }

  @Actor
  public void release() {
    lease.release();
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r2 = bench.disposed.get();
    result.r3 = bench.pool.live();
    result.r4 = bench.pool.idle();
  }
}
