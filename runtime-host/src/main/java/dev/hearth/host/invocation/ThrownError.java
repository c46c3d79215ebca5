package dev.hearth.host.invocation;

/**
 * A throwable of a function, turned into text on the function's own thread: the host never calls a
 * guest's {@code getMessage}.
 *
 * @param type the class name; empty for {@link #NONE}
 * @param message may be empty
 * @param stackTrace bounded in length
 */
public record ThrownError(String type, String message, String stackTrace) {

  /** Nothing was thrown. */
  public static final ThrownError NONE = new ThrownError("", "", "");
}
