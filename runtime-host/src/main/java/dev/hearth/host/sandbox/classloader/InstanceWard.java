package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.metering.InstanceMeter;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guard of one instance asks of the host. Called on threads of the function. */
final class InstanceWard implements Ward {

  private final FunctionVersion version;
  private final InstanceThreadGroup group;
  private final InstanceMeter meter;
  private final InstanceDoom doom;
  private volatile boolean started;
  private volatile @Nullable Excess startExcess;

  InstanceWard(
      FunctionVersion version, InstanceThreadGroup group, InstanceMeter meter, InstanceDoom doom) {
    this.version = version;
    this.group = group;
    this.meter = meter;
    this.doom = doom;
  }

  @Override
  public boolean mustEnd() {
    return doom.mustEnd();
  }

  @Override
  public void allocating(long bytes) {
    Set<CallContext> calls = group.calls();
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

  /** The instance takes calls from now on. */
  void started() {
    started = true;
  }

  /** The limit that the start has passed. */
  Optional<Excess> startExcess() {
    return Optional.ofNullable(startExcess);
  }
}
