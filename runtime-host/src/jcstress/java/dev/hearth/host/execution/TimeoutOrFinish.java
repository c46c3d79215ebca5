package dev.hearth.host.execution;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Excess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A call has one outcome and its instance one ending, and a freed instance was not aborted. */
@JCStressTest
@Outcome(id = "[success], free", expect = ACCEPTABLE, desc = "In time.")
@Outcome(id = "[run-timeout], condemned and aborted", expect = ACCEPTABLE, desc = "Too late.")
@Outcome(
    id = "[success], condemned and aborted",
    expect = ACCEPTABLE,
    desc = "Answered in time, finished too late.")
@State
public class TimeoutOrFinish {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final Excess TOO_LONG = new Excess(Reason.RUN_TIMEOUT, "it took too long");
  private static final ManualTime TIME = new ManualTime();
  private static final Watchdog WATCHDOG = new Watchdog(new TimeSource(java.time.Clock.systemUTC(), System::nanoTime));
  private static final ScheduledExecutorService IDLE = 
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  private static final WarmPool POOL =
      new WarmPool(
          new PoolConfig(Duration.ofHours(1), ByteSize.mebibytes(1)),
          (instance, reason) -> {},
          IDLE,
          TIME.source());

  private final Calls calls = new Calls(TIME.source());
  private final FakeInstance instance = new FakeInstance(1, HELLO, 1);
  private final StringBuffer ending = new StringBuffer();
  private final Lease lease = POOL.admit(instance);
  private final WatchedAssignment assignment =
      new WatchedAssignment(
          calls.of(HELLO),
          lease,
          new InvocationExecutor.Ending() {
            @Override
            public boolean isMeasured() {
              return false;
            }

            @Override
            public void madeWay() {}

            @Override
            public void free(Lease freed, long runNanos, Optional<Ran> ran) {
              ending.append("free");
            }

            @Override
            public void condemned(Lease given, long runNanos, Optional<Ran> ran) {
              ending.append("condemned");
            }

            @Override
            public void abandoned(Lease given, long runNanos, Optional<Ran> ran) {
              ending.append("abandoned");
            }
          },
          new InvocationExecutor.Clocks(WATCHDOG, TIME.source(), () -> 0));

  @Actor
  public void watchdog() {
    assignment.exceeded(TOO_LONG, "");
  }

  @Actor
  public void instance() {
    assignment.answered(Calls.ok(), Usage.NONE);
    assignment.finished();
  }

  @Arbiter
  public void look(LL_Result result) {
    awaitAnswer();
    result.r1 = calls.outcomes().toString();
    result.r2 = ending + (instance.aborted().isEmpty() ? "" : " and aborted");
    lease.discard(EvictionReason.CONDEMNED); // the pool would keep it for ever
  }

  /** The answer to a call that was stopped is given on the watchdog's thread. */
  private static void awaitAnswer() {
    CompletableFuture<Void> given = new CompletableFuture<>();
    WATCHDOG.after(Duration.ZERO, () -> given.complete(null));
    given.join();
  }
}
