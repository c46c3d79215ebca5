package dev.hearth.host.event.fanout;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import java.util.List;

/** What became of an event that was to be published. */
public sealed interface Publication {

  /**
   * It is durable.
   *
   * @param id the host's own
   * @param invocations one for each function that gets it
   * @param repeated whether it was taken in before; it is delivered no second time
   */
  record Accepted(String id, List<InvocationId> invocations, boolean repeated)
      implements Publication {
    public Accepted {
      invocations = List.copyOf(invocations);
    }
  }

  /** Nothing of it was taken in. */
  record Refused(Outcome.Failed why) implements Publication {}
}
