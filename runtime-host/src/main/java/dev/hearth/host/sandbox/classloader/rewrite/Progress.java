package dev.hearth.host.sandbox.classloader.rewrite;

import java.util.Optional;

/** Where in a class the rewriting is, for messages. Used by one thread. */
final class Progress {

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
    return message.toLowerCase(java.util.Locale.ROOT).contains("code length")
        ? "with the checks that end runaway code it is longer than the 65535 bytes that the JVM"
            + " takes: split it"
        : "it cannot be metered (" + message + ")";
  }
}
