package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * An instance that is to be ended while its call ends leaves exactly once: disposals, live, idle.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "It is gone, whoever came first.")
@State
public class CondemnedOrReleased {

  private final StressedPool bench = new StressedPool();
  private final Lease lease = bench.busy();

  @Actor
  public void condemn() {
    bench.pool.giveUp(lease.instance(), EvictionReason.MEMORY);
  }

  @Actor
  public void release() {
    lease.release();
  }

  @Arbiter
  public void look(III_Result result) {
    result.r1 = bench.disposed.get();
    result.r2 = bench.pool.live();
    result.r3 = bench.pool.idle();
  }
}
