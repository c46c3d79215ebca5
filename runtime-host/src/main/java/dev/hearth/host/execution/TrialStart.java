package dev.hearth.host.execution;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.pool.Disposal;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Instance;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts an instance to see whether it can, and closes it. Any thread that may block can use it.
 */
public final class TrialStart {

  private final InstanceStarter starter;
  private final Disposal disposal;

  /** A trial that hands its instances to {@code disposal}. */
  public TrialStart(InstanceStarter starter, Disposal disposal) {
    this.starter = starter;
    this.disposal = disposal;
  }

  /** Why the version does not start; empty if it does. Waits for the init timeout at most. */
  public Optional<Outcome.Failed> run(FunctionVersion version) throws InterruptedException {
    CompletableFuture<Optional<Outcome.Failed>> ended = new CompletableFuture<>();
    starter.start(
        version,
        new StartResult() {
          @Override
          public void started(Instance instance, ColdStart coldStart) {
            disposal.dispose(instance, EvictionReason.TRIAL);
            ended.complete(Optional.empty());
          }

          @Override
          public void failed(Outcome.Failed failure) {
            ended.complete(Optional.of(failure));
          }
        });
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a start ends with a result, never with an exception", e);
    }
  }
}
