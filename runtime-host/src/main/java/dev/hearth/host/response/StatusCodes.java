package dev.hearth.host.response;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;

/** The HTTP status of each reason. */
public final class StatusCodes {

  private StatusCodes() {}

  /** The status of an outcome: that of what the caller gets, or that of the reason. */
  public static int of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.status();
      case Outcome.Failed failed ->
          failed.shown().map(Outcome.Answered::status).orElseGet(() -> of(failed.reason()));
    };
  }

  /** The status of a reason. */
  public static int of(Reason reason) {
    return switch (reason) {
      case INVALID_REQUEST -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case UNKNOWN_FUNCTION,
          UNKNOWN_VERSION,
          UNKNOWN_ROUTE,
          UNKNOWN_INVOCATION,
          UNKNOWN_KEY,
          UNKNOWN_SECRET,
          UNKNOWN_SCHEDULE,
          UNKNOWN_WEBHOOK ->
          404;
      case METHOD_NOT_ALLOWED -> 405;
      case CALLER_TIMEOUT -> 408;
      case CONFLICT -> 409;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case SCHEMA_VIOLATION, INVALID_ARTIFACT, INVALID_CONFIG, IDEMPOTENCY_MISMATCH -> 422;
      case THROTTLED -> 429;
      case CANCELLED -> 499;
      case HOST_ERROR -> 500;
      case FUNCTION_ERROR,
          INIT_FAILED,
          INVALID_RESPONSE,
          FUNCTION_CRASHED,
          FORBIDDEN_MEMBER,
          MEMORY_EXCEEDED ->
          502;
      case FUNCTION_DISABLED, SECRET_UNUSABLE, OVERLOADED, DRAINING, STORE_UNAVAILABLE -> 503;
      case RUN_TIMEOUT, CPU_EXCEEDED, INIT_TIMEOUT, QUEUE_TIMEOUT -> 504;
      case HOP_LIMIT -> 508;
    };
  }

  /** The standard phrase of the statuses that this host gives. */
  static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 499 -> "Client Closed Request";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 508 -> "Loop Detected";
      default -> "Internal Server Error";
    };
  }
}
