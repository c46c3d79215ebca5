package dev.hearth.host.invocation;

import dev.hearth.function.Event;
import java.time.Instant;

/**
 * How the code of one function calls another: what a sandbox sees of the stages before it. Any
 * thread may use it, at any depth of its stack: what is done here neither locks nor throws.
 */
@FunctionalInterface
public interface FunctionCalls {

  /**
   * Begins a call; returns at once.
   *
   * @param caller the invocation whose function asks
   * @param deadline when that invocation ends
   * @param target {@code name}, {@code name@version} or {@code name@alias}, as the function wrote
   *     it
   * @param input may hold anything that a function can make up
   */
  Ongoing begin(Invocation caller, Instant deadline, String target, Input.Http input);

  /**
   * Begins to publish an event; returns at once. It ends with the status 202 and the host's own id
   * of the event as its {@code invocationId} when the event is durable. When it is dropped the
   * event may be taken in all the same. Refused where nobody takes in events.
   *
   * @param caller the invocation whose function asks
   * @param event may hold anything that a function can make up
   */
  default Ongoing emit(Invocation caller, Event event) {
    return new Refused(
        new Ended("", 500, new Outcome.Failed(Reason.HOST_ERROR, "nobody takes in events here")));
  }

  /** A call that has begun. */
  interface Ongoing {

    /** How it ended; waits for it. */
    Ended await() throws InterruptedException;

    /** Nobody waits for it any more; returns at once. It does not begin if it has not yet. */
    void drop();
  }

  /** Nothing has begun, and nothing will. */
  record Refused(Ended why) implements Ongoing {

    @Override
    public Ended await() {
      return why;
    }

    @Override
    public void drop() {
      // There is nothing to drop.
    }
  }

  /**
   * A call that has ended.
   *
   * @param invocationId empty if it was refused before it got one
   * @param status the HTTP status of the outcome
   */
  record Ended(String invocationId, int status, Outcome outcome) {}
}
