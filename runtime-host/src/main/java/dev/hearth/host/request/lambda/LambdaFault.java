package dev.hearth.host.request.lambda;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as AWS's Lambda API has it: clients make typed exceptions of it.
 *
 * @param status the HTTP status that the API's model gives to the type
 * @param type as in {@code ResourceNotFoundException}
 * @param message what is wrong and how to mend it
 * @param reason the member {@code Reason} of a {@code TooManyRequestsException}; empty for others
 * @param retryAfterSeconds when to try again; 0 where that makes no sense
 */
public record LambdaFault(
    int status, String type, String message, String reason, long retryAfterSeconds) {

  /** Types whose message stands in {@code Message}; it is {@code message} for the others. */
  private static final Set<String> CAPITAL =
      Set.of(
          "AccessDeniedException",
          "InvalidRuntimeException",
          "InvalidZipFileException",
          "RecursiveInvocationException",
          "ResourceInUseException",
          "ResourceNotFoundException",
          "ServiceException",
          "ServiceQuotaExceededException");

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_SHOWN = 80;

  /** A fault with nothing to wait for. */
  public LambdaFault(int status, String type, String message) {
    this(status, type, message, "", 0);
  }

  /** A member of the request has a value that it cannot have. */
  public static LambdaFault invalidParameter(String message) {
    return new LambdaFault(400, "InvalidParameterValueException", message);
  }

  /** A member of the request does not even have the form that the model says. */
  public static LambdaFault validation(String message) {
    return new LambdaFault(400, "ValidationException", message);
  }

  /** The body cannot be read as what it has to be. */
  public static LambdaFault invalidContent(String message) {
    return new LambdaFault(400, "InvalidRequestContentException", message);
  }

  /** What was named is not there. */
  public static LambdaFault notFound(String message) {
    return new LambdaFault(404, "ResourceNotFoundException", message);
  }

  /** What was asked for does not fit the state of things. */
  public static LambdaFault conflict(String message) {
    return new LambdaFault(409, "ResourceConflictException", message);
  }

  /** The body is larger than it may be. */
  public static LambdaFault tooLarge(String message) {
    return new LambdaFault(413, "RequestTooLargeException", message);
  }

  /** Whoever asks may not. */
  public static LambdaFault accessDenied(String message) {
    return new LambdaFault(403, "AccessDeniedException", message);
  }

  /**
   * Too much is asked for at once.
   *
   * @param reason one that the API's model lists
   */
  public static LambdaFault throttled(String message, String reason, long retryAfterSeconds) {
    return new LambdaFault(
        429, "TooManyRequestsException", message, reason, Math.max(1, retryAfterSeconds));
  }

  /** The host cannot do it now. */
  public static LambdaFault service(String message, long retryAfterSeconds) {
    return new LambdaFault(500, "ServiceException", message, "", retryAfterSeconds);
  }

  /** A value of the request as it may stand in a message. */
  public static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return "'"
        + (line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…")
        + "'";
  }

  /** The body of the answer. */
  Payload json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("Type", status < 500 ? "User" : "Service");
    json.put(CAPITAL.contains(type) ? "Message" : "message", message);
    if (!reason.isEmpty()) {
      json.put("Reason", reason);
    }
    return Payload.wrap(JSON.writeValueAsBytes(json));
  }

  /** The answer itself. */
  public LambdaAnswer answer() {
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("content-type", "application/json"));
    headers.add(new HeaderField("x-amzn-errortype", type));
    if (retryAfterSeconds > 0) {
      headers.add(new HeaderField("retry-after", Long.toString(retryAfterSeconds)));
    }
    return new LambdaAnswer(status, headers, json());
  }
}
