package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.validation.CallValidator;
import java.util.Optional;

/** What every durable call needs. Immutable; any thread may use it. */
record Desk(
    Intake intake,
    TaskStore store,
    StoreThreads threads,
    StoreTrouble trouble,
    InvocationPipeline pipeline,
    InvocationFactory invocations,
    TimeSource time) {

  /** Why a body of the announced size is not kept; empty if it may come. */
  Optional<Outcome.Failed> refuseTooLarge(CallValidator.Head head) {
    return head.contentLength() > pipeline.maxKeptBytes()
        ? Optional.of(pipeline.tooLargeToKeep())
        : Optional.empty();
  }
}
