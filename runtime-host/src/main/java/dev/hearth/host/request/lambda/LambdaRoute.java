package dev.hearth.host.request.lambda;

import java.util.Map;

/**
 * An operation and where it is.
 *
 * @param method the HTTP method
 * @param pattern the path
 * @param handling who does it
 */
public record LambdaRoute(String method, String pattern, Handling handling) {

  /** Who does it, and what that takes. */
  public sealed interface Handling {

    /**
     * Answered as a whole, on a thread of its own.
     *
     * @param scope what the key needs
     * @param maxBodyBytes the largest body
     */
    record Control(Scope scope, long maxBodyBytes, LambdaOperation operation) implements Handling {}

    /** Answered from the event loop; the operation itself says what the key needs. */
    record Live(LiveOperation operation) implements Handling {}
  }

  /** An operation of the control API. */
  public static LambdaRoute control(
      String method, String pattern, Scope scope, long maxBodyBytes, LambdaOperation operation) {
    return new LambdaRoute(method, pattern, new Handling.Control(scope, maxBodyBytes, operation));
  }

  /** An operation that calls functions. */
  public static LambdaRoute live(String method, String pattern, LiveOperation operation) {
    return new LambdaRoute(method, pattern, new Handling.Live(operation));
  }

  /** An operation that a request has found. */
  record Match(Handling handling, Map<String, String> values) {}
}
