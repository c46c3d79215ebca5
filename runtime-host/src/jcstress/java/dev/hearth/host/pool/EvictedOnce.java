package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * One that seeks room and one that retires the version end an instance once: evicted, disposals,
 * live.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "It was evicted.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "It was retired.")
@State
public class EvictedOnce {

  private final StressedPool bench = new StressedPool();

  public EvictedOnce() {
    bench.busy().release();
  }

  @Actor
  public void evict(III_Result result) {
    result.r1 = bench.pool.evictColdest() ? 1 : 0;
  }

  @Actor
  public void retire() {
    bench.retire();
  }

  @Arbiter
  public void look(III_Result result) {
    result.r2 = bench.disposed.get();
    result.r3 = bench.pool.live();
  }
}
