package dev.hearth.host.scheduling;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.FakeSandbox;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A call comes while the only one that may run leaves its instance: it runs next, whoever was
 * first, and the ledger is even. Calls ended, calls waiting, processors in use.
 */
@JCStressTest
@Outcome(id = "2, 0, 0", expect = ACCEPTABLE, desc = "Both were served.")
@State
public class ComesAsAnotherLeaves {

  private static final FunctionVersion ONE = Versions.of("one").calls(1, 1, 0).version();
  private static final ManualTime TIME = new ManualTime();
  private static final Watchdog WATCHDOG =
      new Watchdog(new TimeSource(java.time.Clock.systemUTC(), System::nanoTime));

  private final Calls calls = new Calls(TIME.source());
  private final FakeSandbox sandbox = new FakeSandbox();
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofHours(1), ByteSize.mebibytes(1)),
          (instance, reason) -> instance.close(),
          new ManualExecutor(TIME),
          TIME.source());
  private final Scheduler scheduler =
      new Scheduler(
          SchedulerBench.config(4, 10, 4),
          pool,
          new Scheduler.Machinery(
              new InstanceStarter(sandbox.alone(), WATCHDOG, (instance, reason) -> {}),
              new InvocationExecutor(WATCHDOG, TIME.source()),
              WATCHDOG,
              TIME.source()));
  private final FakeInstance busy;

  public ComesAsAnotherLeaves() {
    scheduler.submit(calls.of(ONE));
    busy = sandbox.startFirst(1);
  }

  @Actor
  public void leaves() {
    busy.serve();
  }

  @Actor
  public void comes() {
    scheduler.submit(calls.of(ONE));
  }

  @Arbiter
  public void look(III_Result result) {
    List<FakeInstance> serving = sandbox.busy();
    serving.forEach(FakeInstance::serve);
    result.r1 = calls.ended().size();
    result.r2 = scheduler.waiting();
    result.r3 = (int) Math.ceil(scheduler.status().lanes().getFirst().processors());
  }
}
