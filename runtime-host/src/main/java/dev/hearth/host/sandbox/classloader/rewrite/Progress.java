package dev.hearth.host.sandbox.classloader.rewrite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a class the rewriting is, for messages. Used by one thread. */
final class Progress {

  private static final Pattern TOO_LONG =
      Pattern.compile(".*[Cc]ode length \\d+ is outside.* in (.*)", Pattern.DOTALL);

  private String method = "";

  /** Entering a method. */
  void enter(String name) {
    method = name;
  }

  /** Between methods again. */
  void leave() {
    method = "";
  }

  /** The beginning of a message. */
  String where() {
    return method.isEmpty() ? "" : "in its method " + method + ": ";
  }

  /** The rest of it, for what {@code java.lang.classfile} threw. */
  String because(Throwable thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse(thrown.getClass().getName());
    Matcher tooLong = TOO_LONG.matcher(message);
    // Code is laid out after all methods have been seen, so only the message tells which it is.
    return tooLong.matches()
        ? "its method %s is longer than the 65535 bytes that the JVM takes, with the checks that end runaway code: split it"
            .formatted(tooLong.group(1))
        : "it cannot be metered (" + message + ")";
  }
}
