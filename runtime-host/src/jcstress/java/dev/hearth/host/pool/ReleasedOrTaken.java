package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A place that is given back while another call seeks one is found or not, and counted once: taken,
 * idle, live.
 */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Sought first.")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Given back first.")
@State
public class ReleasedOrTaken {

  private final StressedPool bench = new StressedPool();
  private final Lease lease = bench.busy();

  @Actor
  public void release() {
    lease.release();
  }

  @Actor
  public void take(III_Result result) {
    result.r1 = bench.take();
  }

  @Arbiter
  public void look(III_Result result) {
    result.r2 = bench.pool.idle();
    result.r3 = bench.pool.live();
  }
}
