package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.sandbox.Excess;

/** Says that one allocation is more than a budget has left. Stateless. */
final class AllocationLimit {

  private AllocationLimit() {}

  static Excess excess(long bytes, ByteSize limit) {
    return new Excess(
        Reason.MEMORY_EXCEEDED,
        "the function wanted "
            + new ByteSize(bytes)
            + " at once, more than was left of its "
            + limit
            + ", and was stopped; budget.memory in the manifest sets the limit");
  }
}
