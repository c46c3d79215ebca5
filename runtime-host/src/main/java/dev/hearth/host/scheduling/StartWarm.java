package dev.hearth.host.scheduling;

import dev.hearth.host.execution.StartResult;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.sandbox.Instance;
import java.util.concurrent.CompletableFuture;

/** A start for nobody: the instance takes a waiting call or stays warm. */
final class StartWarm implements StartResult {

  private final Scheduler scheduler;
  private final Desk desk;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  StartWarm(Scheduler scheduler, Desk desk) {
    this.scheduler = scheduler;
    this.desk = desk;
  }

  /** Completes when the instance is in the pool, or with why there is none. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  @Override
  public void started(Instance instance, ColdStart coldStart) {
    scheduler.started(desk, instance, coldStart);
    done.complete(true);
  }

  @Override
  public void failed(Outcome.Failed failure) {
    scheduler.startFailed(desk);
    done.completeExceptionally(new StartFailedException(failure));
  }
}
