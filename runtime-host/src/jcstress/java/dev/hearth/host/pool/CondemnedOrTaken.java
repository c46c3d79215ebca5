package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * An instance that is to be ended between calls takes no further one, or ends after it: taken,
 * disposals, live, fit for another call.
 */
@JCStressTest
@Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "Condemned first: it is gone.")
@Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Taken first: it ends after the call.")
@State
public class CondemnedOrTaken {

  private final StressedPool bench = new StressedPool();
  private final Lease before = bench.busy();

  public CondemnedOrTaken() {
    before.release();
  }

  @Actor
  public void condemn() {
    bench.pool.giveUp(before.instance(), EvictionReason.MEMORY);
  }

  @Actor
  public void take(IIII_Result result) {
    result.r1 = bench.take();
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r2 = bench.disposed.get();
    result.r3 = bench.pool.live();
    result.r4 = before.reusable() ? 1 : 0;
  }
}
