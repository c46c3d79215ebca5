package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;

/** Closes what must be closed whatever happens. */
final class Closing {

  private Closing() {}

  /** Closes it; what it throws goes to the instance's log. */
  static void quietly(AutoCloseable closeable, InvocationLog log) {
    try {
      closeable.close();
    } catch (Throwable thrown) {
      log.add("WARNING", "hearth", "closing failed: " + GuestErrors.describe(thrown).stackTrace());
    }
  }
}
