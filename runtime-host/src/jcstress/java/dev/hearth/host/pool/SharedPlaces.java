package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two calls in one instance end, one of them badly: it leaves once, after both. Disposals, live,
 * places left.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "It is gone, whoever came first.")
@State
public class SharedPlaces {

  private final StressedPool bench = new StressedPool();
  private final Lease one = bench.busyShared();
  private final Lease other = bench.takeShared();

  @Actor
  public void release() {
    one.release();
  }

  @Actor
  public void discard() {
    other.discard(EvictionReason.CONDEMNED);
  }

  @Arbiter
  public void look(III_Result result) {
    result.r1 = bench.disposed.get();
    result.r2 = bench.pool.live();
    result.r3 = bench.sharedRoom() ? 1 : 0;
  }
}
