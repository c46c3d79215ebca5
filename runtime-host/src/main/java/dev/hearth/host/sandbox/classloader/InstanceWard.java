package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.classloader.cloud.CloudEnvironment;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.metering.InstanceMeter;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guard of one instance asks of the host. Called on threads of the function. */
final class InstanceWard implements Ward {

  private final FunctionVersion version;
  private final Quarters quarters;
  private final InstanceMeter meter;
  private final InstanceDoom doom;
  private volatile boolean started;
  private volatile @Nullable FunctionClassLoader loader;
  private volatile @Nullable Excess startExcess;

  /**
   * What an instance has of its own.
   *
   * @param closed the directory of the host
   */
  record Quarters(
      InstanceThreadGroup group,
      TempDirectory temp,
      Path closed,
      InvocationLog outsideCalls,
      RulesOf rules) {}

  /** Gives the rules of the function's policy when they are first needed. */
  @FunctionalInterface
  interface RulesOf {
    Rules of(FunctionVersion version);
  }

  InstanceWard(FunctionVersion version, Quarters quarters, InstanceMeter meter, InstanceDoom doom) {
    this.version = version;
    this.quarters = quarters;
    this.meter = meter;
    this.doom = doom;
  }

  /** The function's classes come from there. */
  void loads(FunctionClassLoader made) {
    loader = made;
  }

  @Override
  public boolean mustEnd() {
    return doom.mustEnd();
  }

  @Override
  public void allocating(long bytes) {
    Set<CallContext> calls = quarters.group().calls();
    if (Thread.currentThread() instanceof InstanceThread own && own.call().isPresent()) {
      own.call().get().allocating(bytes);
    } else if (calls.isEmpty()) {
      allocatingOutsideCalls(bytes);
    } else {
      calls.forEach(call -> call.allocating(bytes));
    }
  }

  /** The start may use as much as one call; between calls, no single thing may be larger. */
  private void allocatingOutsideCalls(long bytes) {
    ByteSize limit = version.spec().budget().memory();
    long used = started ? 0 : meter.read().allocatedBytes();
    if (bytes > limit.bytes() - used) {
      startExcess = AllocationLimit.excess(bytes, limit);
      doom.endAll(_ -> {});
      throw new Kill("the memory budget is spent");
    }
  }

  @Override
  public void forbidden(String message) {
    log().add("WARNING", "hearth", message);
  }

  @Override
  public void log(String stream, byte[] bytes, int offset, int length) {
    log().append("INFO", stream, bytes, offset, length);
  }

  private InvocationLog log() {
    return InstanceThreadGroup.logOfRunningThread().orElse(quarters.outsideCalls());
  }

  @Override
  public Path temp() {
    return quarters.temp().path();
  }

  @Override
  public Premises premises() {
    FunctionClassLoader made = loader;
    if (made == null) {
      throw new IllegalStateException("no class of the function has been loaded");
    }
    return new Premises(
        version.id().toString(),
        made,
        quarters.group(),
        made.root(),
        quarters.closed(),
        CloudEnvironment.of(version),
        version.spec().confinement().permissions(),
        quarters.rules().of(version));
  }

  /** The instance takes calls from now on. */
  void started() {
    started = true;
  }

  /** Why the function could not be started, if that is what was thrown. */
  Outcome.Failed startFailure(Throwable thrown) {
    Excess excess = startExcess;
    if (excess != null) {
      return new Outcome.Failed(excess.reason(), excess.detail());
    }
    ThrownError error = InstanceThread.inFunction(() -> GuestErrors.describe(thrown));
    Reason reason =
        InstanceThread.inFunction(() -> GuestErrors.forbidden(thrown)).isPresent()
            ? Reason.FORBIDDEN_MEMBER
            : Reason.INIT_FAILED;
    String what =
        version.entryPoint().target()
            + " could not be started: "
            + error.type()
            + (error.message().isEmpty() ? "" : ": " + error.message());
    return new Outcome.Failed(reason, what, Duration.ZERO, error);
  }
}
