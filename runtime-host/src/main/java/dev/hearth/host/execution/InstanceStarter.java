package dev.hearth.host.execution;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.pool.Disposal;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Sandboxes;
import dev.hearth.host.sandbox.StartListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Starts instances within their init timeout. Any thread may use it. */
public final class InstanceStarter {

  private static final Logger LOG = System.getLogger(InstanceStarter.class.getName());

  private final Sandboxes sandboxes;
  private final Watchdog watchdog;
  private final Disposal disposal;
  private final AtomicLong lastId = new AtomicLong();

  /** A starter; {@code disposal} gets the instances that did not start. */
  public InstanceStarter(Sandboxes sandboxes, Watchdog watchdog, Disposal disposal) {
    this.sandboxes = sandboxes;
    this.watchdog = watchdog;
    this.disposal = disposal;
  }

  /** Begins to start an instance; returns at once, {@code result} hears how it ends. */
  public void start(FunctionVersion version, StartResult result) {
    Start start = new Start(version, result);
    try {
      InstanceId id = new InstanceId(lastId.incrementAndGet());
      Instance instance = sandboxes.of(version.spec()).start(version, id, start);
      start.watch(instance);
    } catch (RuntimeException | OutOfMemoryError e) { // the latter when no thread can be had
      LOG.log(Level.ERROR, "an instance of " + version.id() + " cannot be started", e);
      start.failedInHost(e);
    }
  }

  private final class Start implements StartListener {

    private final FunctionVersion version;
    private final StartResult result;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();

    Start(FunctionVersion version, StartResult result) {
      this.version = version;
      this.result = result;
    }

    void watch(Instance instance) {
      if (!decided.get()) {
        BudgetRule rule = watchdog.startRule(version);
        watch.set(watchdog.watch(rule.firstSleepNanos(), elapsed -> look(instance, rule, elapsed)));
        if (decided.get()) {
          endWatch();
        }
      }
    }

    private void endWatch() {
      Watch begun = watch.getAndSet(null);
      if (begun != null) {
        watchdog.end(begun);
      }
    }

    private long look(Instance instance, BudgetRule rule, long elapsedNanos) {
      return switch (rule.judge(elapsedNanos, instance.meter().read())) {
        case BudgetRule.Verdict.GoOn(long sleepNanos) -> sleepNanos;
        case BudgetRule.Verdict.Over(Excess excess) -> {
          stop(instance, excess);
          yield -1;
        }
      };
    }

    /** True for the first only; the watch, which would keep the instance in memory, goes. */
    private boolean decide() {
      if (!decided.compareAndSet(false, true)) {
        return false;
      }
      endWatch();
      return true;
    }

    private void stop(Instance instance, Excess excess) {
      if (decide()) {
        disposal.dispose(instance, EvictionReason.START_FAILED);
        result.failed(new Outcome.Failed(excess.reason(), excess.detail()));
      }
    }

    @Override
    public void started(Instance instance, ColdStart coldStart) {
      if (decide()) {
        result.started(instance, coldStart);
      }
    }

    @Override
    public void failed(Instance instance, Outcome.Failed failure) {
      if (decide()) {
        disposal.dispose(instance, EvictionReason.START_FAILED);
        result.failed(failure);
      }
    }

    void failedInHost(Throwable e) {
      if (decide()) {
        String what = "the host could not start the function: " + e.getMessage();
        result.failed(
            new Outcome.Failed(Reason.HOST_ERROR, what, Duration.ofSeconds(1), ThrownError.NONE));
      }
    }
  }
}
