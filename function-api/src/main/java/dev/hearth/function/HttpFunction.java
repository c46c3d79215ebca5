package dev.hearth.function;

/**
 * A function that sees the HTTP request and makes the HTTP response. It receives every method,
 * {@code HEAD} and {@code OPTIONS} included.
 */
@FunctionalInterface
public interface HttpFunction {

  /**
   * Answers one request.
   *
   * @throws Exception anything: the caller gets 502 with reason {@code function-error}, the stack
   *     trace goes to the call's log
   */
  HttpResponse handle(HttpRequest request, Context context) throws Exception;
}
