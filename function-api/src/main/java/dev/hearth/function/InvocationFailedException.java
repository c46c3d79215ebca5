package dev.hearth.function;

/**
 * A function called by {@link Context#invoke(String, HttpRequest)} gave no answer, or an event
 * given to {@link Context#emit(Event)} was not taken in. The message says which, what is wrong and
 * how to mend it.
 */
public final class InvocationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String function;
  private final String reason;
  private final int status;
  private final String invocationId;

  /**
   * A failed call.
   *
   * @param function as it was called, for instance {@code shop@live}
   * @param reason one of the words that the host's problem documents have, for instance {@code
   *     throttled}
   * @param status the HTTP status that goes with it
   * @param invocationId the failed call's own id; empty if it was refused before it got one
   * @param detail what is wrong and how to mend it
   */
  public InvocationFailedException(
      String function, String reason, int status, String invocationId, String detail) {
    this("the call of " + function + " failed", function, reason, status, invocationId, detail);
  }

  private InvocationFailedException(
      String what, String function, String reason, int status, String invocationId, String detail) {
    super(what + " (" + reason + "): " + detail);
    this.function = function;
    this.reason = reason;
    this.status = status;
    this.invocationId = invocationId;
  }

  /**
   * An event that was not taken in.
   *
   * @param type its type
   * @param reason as above
   * @param status the HTTP status that goes with it
   * @param detail what is wrong and how to mend it
   */
  public static InvocationFailedException ofEvent(
      String type, String reason, int status, String detail) {
    return new InvocationFailedException(
        "the event " + type + " was not taken in", "", reason, status, "", detail);
  }

  /** The function as it was called; empty for an event. */
  public String function() {
    return function;
  }

  /**
   * Why, in one word: {@code forbidden}, {@code unknown-function}, {@code throttled}, {@code
   * overloaded}, {@code queue-timeout}, {@code run-timeout}, {@code hop-limit}, {@code
   * function-error}, {@code interrupted} and so on.
   */
  public String reason() {
    return reason;
  }

  /** The HTTP status that a caller from outside would have got, for instance 429. */
  public int status() {
    return status;
  }

  /** The failed call's own id; empty if it was refused before it got one. */
  public String invocationId() {
    return invocationId;
  }
}
