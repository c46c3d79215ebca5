package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A lease ends exactly once: idle, live, disposals. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "Released first: it stays warm.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Discarded first: it is gone.")
@State
public class GivenBackOnce {

  private final StressedPool bench = new StressedPool();
  private final Lease lease = bench.busy();

  @Actor
  public void release() {
    lease.release();
  }

  @Actor
  public void discard() {
    lease.discard(EvictionReason.CONDEMNED);
  }

  @Arbiter
  public void look(III_Result result) {
    result.r1 = bench.pool.idle();
    result.r2 = bench.pool.live();
    result.r3 = bench.disposed.get();
  }
}
