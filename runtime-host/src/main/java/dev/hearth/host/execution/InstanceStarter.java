package dev.hearth.host.execution;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.pool.Disposal;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Sandboxes;
import dev.hearth.host.sandbox.StartListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

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
    private volatile Runnable cancelAlarm = () -> {};

    Start(FunctionVersion version, StartResult result) {
      this.version = version;
      this.result = result;
    }

    void watch(Instance instance) {
      if (!decided.get()) {
        cancelAlarm = watchdog.after(version.spec().timeouts().init(), () -> timedOut(instance));
        if (decided.get()) {
          cancelAlarm.run();
        }
      }
    }

    /** True for the first only; the alarm, which would keep the instance in memory, goes. */
    private boolean decide() {
      if (!decided.compareAndSet(false, true)) {
        return false;
      }
      cancelAlarm.run();
      return true;
    }

    private void timedOut(Instance instance) {
      if (decide()) {
        disposal.dispose(instance, EvictionReason.START_FAILED);
        result.failed(
            new Outcome.Failed(
                Reason.INIT_TIMEOUT,
                version.entryPoint().target()
                    + " did not start within "
                    + DurationText.format(version.spec().timeouts().init())
                    + "; its constructor and static initialisers must end sooner, or timeout.init"
                    + " in the manifest be longer"));
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
