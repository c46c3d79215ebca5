package dev.hearth.host.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A warm instance is taken once. */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One of the two has it.")
@State
public class TakenOnce {

  private final StressedPool bench = new StressedPool();

  public TakenOnce() {
    bench.busy().release();
  }

  @Actor
  public void one(II_Result result) {
    result.r1 = bench.take();
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = bench.take();
  }
}
