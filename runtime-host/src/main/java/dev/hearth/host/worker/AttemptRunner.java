package dev.hearth.host.worker;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.validation.CallValidator;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs attempts: what the dispatcher needs of the pipeline. */
public interface AttemptRunner {

  /** Why a call is refused that nobody waits for; empty if it may go on, and then it is counted. */
  Optional<Outcome.Failed> refuse(CallValidator.Head head);

  /**
   * Runs an invocation that was not refused; returns at once.
   *
   * @param ended hears once how it ended, on any thread, perhaps before this returns
   */
  Call run(Invocation invocation, Consumer<InvocationRecord> ended);

  /** The host's own. */
  static AttemptRunner of(InvocationPipeline pipeline) {
    return new AttemptRunner() {
      @Override
      public Optional<Outcome.Failed> refuse(CallValidator.Head head) {
        return pipeline.refuseLater(head);
      }

      @Override
      public Call run(Invocation invocation, Consumer<InvocationRecord> ended) {
        return pipeline.run(invocation, ended);
      }
    };
  }
}
