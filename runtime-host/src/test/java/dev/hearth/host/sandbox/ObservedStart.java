package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import java.util.concurrent.CompletableFuture;

/** How a start ended. Any thread may use it. */
final class ObservedStart implements StartListener {

  private final CompletableFuture<ColdStart> started = new CompletableFuture<>();
  private final CompletableFuture<Outcome.Failed> failed = new CompletableFuture<>();

  CompletableFuture<ColdStart> started() {
    return started;
  }

  CompletableFuture<Outcome.Failed> failed() {
    return failed;
  }

  @Override
  public void started(Instance instance, ColdStart coldStart) {
    started.complete(coldStart);
  }

  @Override
  public void failed(Instance instance, Outcome.Failed failure) {
    failed.complete(failure);
  }
}
