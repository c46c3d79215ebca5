package dev.hearth.host.sandbox;

import dev.hearth.host.registry.FunctionVersion;
import java.util.Optional;

/** One loaded copy of one function version with threads of its own. Any thread may call. */
public interface Instance {

  /** Told from every other. */
  InstanceId id();

  /** What it runs. */
  FunctionVersion version();

  /**
   * Hands one call to the instance's own thread. The pool gives an instance at most as many calls
   * at a time as its function's {@code concurrency.perInstance} allows, and none before it has
   * started or after {@link #close()}.
   */
  void run(Assignment assignment);

  /**
   * Makes whatever runs in the instance end, as hard as the tier can; for an instance that serves
   * one call or is given up. Returns at once. The instance takes no more calls.
   */
  void terminate(String why);

  /** What it keeps in memory, in bytes, as well as that can be told. */
  long footprintBytes();

  /**
   * Gives back everything: threads, class loader, temporary files. Idempotent; returns at once, the
   * rest happens on threads of the instance or of the tier.
   */
  void close();

  /** What stays behind after {@link #close()}, for the leak detector. */
  Remains remains();

  /** What should be gone some time after an instance was closed. */
  interface Remains {

    /** Whether all of it is gone. */
    boolean gone();

    /** What still holds it, a sentence that names the culprit; empty if that cannot be told. */
    Optional<String> culprit();
  }
}
