package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import java.time.Instant;

/**
 * One call given to an instance. The instance calls {@link #begin}, {@link #answered} and {@link
 * #finished} on the thread that runs the call, in this order and each exactly once; only when there
 * is no work after the response does it finish first, so that the caller's next call finds the
 * instance free.
 */
public interface Assignment {

  /** What to run. */
  Invocation invocation();

  /** Where what the function logs goes. */
  InvocationLog log();

  /**
   * The function's code is about to run: its clocks start now. Gives the moment it must end.
   *
   * @param meter tells what the call has used
   */
  Instant begin(Meter meter);

  /** The way of an answer that is sent piece by piece, before {@link #answered}. */
  default AnswerStream answers() {
    return AnswerStream.WHOLE_ONLY;
  }

  /**
   * Whether nobody wants the answer any more, so that the function's code need not begin. Asked
   * after {@link #begin}.
   */
  default boolean isCancelled() {
    return false;
  }

  /**
   * The outcome is there, as bytes; of an answer that was sent piece by piece, without a body. A
   * failure then means that the answer is not complete.
   */
  void answered(Outcome outcome, Usage usage);

  /**
   * The call has passed a limit that the instance itself holds it to. It is ended, and {@link
   * #answered} has no effect any more. Any thread may call.
   *
   * @param where the stack of the thread that passed it
   */
  void exceeded(Excess excess, String where);

  /** Nothing of the call runs any more on its thread, or will. */
  void finished();
}
