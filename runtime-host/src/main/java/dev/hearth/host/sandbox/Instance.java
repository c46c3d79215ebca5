package dev.hearth.host.sandbox;

import dev.hearth.host.registry.FunctionVersion;
import java.util.function.Consumer;

/** One loaded copy of one function version with threads of its own. Any thread may call. */
public interface Instance {

  /** Told from every other. */
  InstanceId id();

  /** What it runs. */
  FunctionVersion version();

  /**
   * Hands one call to the instance's own threads. The pool gives an instance at most as many calls
   * at a time as its function's {@code concurrency.perInstance} allows, and none before it has
   * started or after {@link #close()}.
   */
  void run(Assignment assignment);

  /**
   * Lets shorter calls come before this one from now on, as far as the tier and the machine can: it
   * has worked for long. Returns at once.
   */
  void makeWay(Assignment assignment);

  /**
   * Asks one call to end, as mildly as the tier can: its thread is interrupted while code of the
   * function is on it. Returns at once; the instance stays in use.
   */
  void interrupt(Assignment assignment);

  /**
   * Makes one call, or a start that has not ended, end as hard as the tier can. Returns at once.
   * The instance is given up: it gets no further calls and is closed when the others have ended.
   *
   * @param where hears, on any thread, the stack that the call was found at; not, if none was seen
   */
  void abort(Assignment assignment, Consumer<String> where);

  /** Ends all that runs in it, as hard as the tier can: its calls have passed this limit. */
  void exceed(Excess excess);

  /** Tells what everything in it has used since it was started. */
  Meter meter();

  /**
   * Processor time in nanoseconds that it has used while there was no call to be charged for it, by
   * what earlier calls have left behind. May be less than that where calls overlap.
   */
  long strayCpuNanos();

  /** What it keeps in memory, in bytes, as well as that can be told. */
  long footprintBytes();

  /**
   * Gives back everything: threads, class loader, temporary files; ends what still runs.
   * Idempotent; returns at once, the rest happens on threads of the instance or of the tier.
   */
  void close();

  /** What should be gone some time after {@link #close()}; keeps nothing of the instance alive. */
  Remains remains();
}
