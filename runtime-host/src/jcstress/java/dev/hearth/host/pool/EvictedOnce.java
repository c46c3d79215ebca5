package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two that seek room and one that retires the version end an instance once: evicted by one, by the
 * other, disposals, live.
 */
@JCStressTest
@Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "The one evicted it.")
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "The other evicted it.")
@Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "It was retired.")
@State
public class EvictedOnce {

  private final StressedPool bench = new StressedPool();

  public EvictedOnce() {
    bench.busy().release();
  }

  @Actor
  public void one(IIII_Result result) {
    result.r1 = bench.pool.evictColdest() ? 1 : 0;
  }

  @Actor
  public void other(IIII_Result result) {
    result.r2 = bench.pool.evictColdest() ? 1 : 0;
  }

  @Actor
  public void retire() {
    bench.retire();
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r3 = bench.disposed.get();
    result.r4 = bench.pool.live();
  }
}
