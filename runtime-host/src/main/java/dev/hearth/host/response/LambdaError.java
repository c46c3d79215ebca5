package dev.hearth.host.response;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A failed invocation in the form of the Lambda Invoke API: what AWS's Java runtime reports of an
 * exception, and for limits of the host the names that AWS's sandbox gives them. Pure.
 *
 * @param errorType the class of what was thrown, or a name such as {@code Sandbox.Timedout}
 * @param errorMessage what it says; the class again if it says nothing
 * @param stackTrace a line for each frame of the function, without those of causes; empty if
 *     nothing was thrown
 */
public record LambdaError(
    String errorType, String errorMessage, Optional<List<String>> stackTrace) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String FRAME = "\tat ";
  private static final String CAUSE = "Caused by: ";

  public LambdaError {
    stackTrace = stackTrace.map(List::copyOf);
  }

  /** What a caller of the Invoke API is told of a failure. */
  public static LambdaError of(Outcome.Failed failed) {
    ThrownError error = failed.error();
    return error.type().isEmpty()
        ? new LambdaError(typeOf(failed.reason()), failed.detail(), Optional.empty())
        : of(error);
  }

  /** The same for something thrown. */
  public static LambdaError of(ThrownError error) {
    String message = error.message().isEmpty() ? error.type() : error.message();
    return new LambdaError(error.type(), message, Optional.of(frames(error.stackTrace())));
  }

  /**
   * The frames of the throwable itself, as {@code StackTraceElement.toString()} has them where the
   * loader has no name, as with AWS.
   */
  private static List<String> frames(String stackTrace) {
    return stackTrace
        .lines()
        .takeWhile(line -> !line.startsWith(CAUSE))
        .filter(line -> line.startsWith(FRAME))
        .map(line -> withoutLoader(line.substring(FRAME.length())))
        .toList();
  }

  /** Classes of a function stand as {@code hello@3//com.acme.Hello}. */
  private static String withoutLoader(String frame) {
    int end = frame.indexOf("//");
    int parenthesis = frame.indexOf('(');
    return end >= 0 && end < parenthesis ? frame.substring(end + 2) : frame;
  }

  /** Names of AWS's sandbox where it has one. */
  private static String typeOf(Reason reason) {
    return switch (reason) {
      case RUN_TIMEOUT, INIT_TIMEOUT, QUEUE_TIMEOUT -> "Sandbox.Timedout";
      case MEMORY_EXCEEDED -> "Runtime.OutOfMemory";
      case FUNCTION_CRASHED -> "Runtime.ExitError";
      case INIT_FAILED -> "Runtime.BadFunctionCode";
      case INVALID_RESPONSE -> "Function.InvalidResponse";
      case INVALID_REQUEST -> "Function.InvalidRequest";
      default -> "Sandbox.Failure";
    };
  }

  /** The body of the answer: {@code errorMessage}, {@code errorType}, {@code stackTrace}. */
  public Payload json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("errorMessage", errorMessage);
    root.put("errorType", errorType);
    if (stackTrace.isPresent()) {
      ArrayNode list = root.putArray("stackTrace");
      stackTrace.get().forEach(list::add);
    }
    return Payload.wrap(JSON.writeValueAsBytes(root));
  }
}
