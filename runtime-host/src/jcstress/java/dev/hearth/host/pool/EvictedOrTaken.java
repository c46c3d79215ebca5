package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** An instance is evicted or taken, never both: evicted, taken, disposals, live. */
@JCStressTest
@Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Evicted first.")
@Outcome(id = "0, 1, 0, 1", expect = ACCEPTABLE, desc = "Taken first.")
@State
public class EvictedOrTaken {

  private final StressedPool bench = new StressedPool();

  public EvictedOrTaken() {
    bench.busy().release();
  }

  @Actor
  public void evict(IIII_Result result) {
    result.r1 = bench.pool.evictColdest() ? 1 : 0;
  }

  @Actor
  public void take(IIII_Result result) {
    result.r2 = bench.take();
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r3 = bench.disposed.get();
    result.r4 = bench.pool.live();
  }
}
