package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import java.util.List;

/** What became of an {@link Arrival}. */
public sealed interface Acceptance {

  /**
   * It is durable.
   *
   * @param leases one for each task if they began as leased, else empty
   */
  record Accepted(List<InvocationId> ids, List<Lease> leases) implements Acceptance {
    public Accepted {
      ids = List.copyOf(ids);
      leases = List.copyOf(leases);
    }
  }

  /**
   * It was taken in before, as these tasks; nothing has changed.
   *
   * @param event the host's id of the event that it was; empty if it was none
   */
  record Repeated(List<InvocationId> ids, String event) implements Acceptance {
    public Repeated {
      ids = List.copyOf(ids);
    }

    /** Of what is no event. */
    public Repeated(List<InvocationId> ids) {
      this(ids, "");
    }
  }

  /** The key was used before, for something else; nothing has changed. */
  record Mismatched(List<InvocationId> ids) implements Acceptance {
    public Mismatched {
      ids = List.copyOf(ids);
    }
  }

  /** There is no room; nothing has changed. */
  record Refused(Outcome.Failed why) implements Acceptance {}
}
