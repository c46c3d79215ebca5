package dev.hearth.host.scheduling;

import dev.hearth.host.execution.StartResult;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Instance;

/** A start for one call, which then runs first. */
record StartFor(Scheduler scheduler, Placed placed, Call call) implements StartResult {

  @Override
  public void started(Instance instance, ColdStart coldStart) {
    call.coldStarted(coldStart);
    scheduler.started(this, instance, coldStart);
  }

  @Override
  public void failed(Outcome.Failed failure) {
    scheduler.startFailed(placed);
    call.end(failure, Usage.NONE);
    scheduler.serve();
  }
}
