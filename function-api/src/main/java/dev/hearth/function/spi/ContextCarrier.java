package dev.hearth.function.spi;

import dev.hearth.function.Context;
import java.util.Optional;

/**
 * A thread, or a group of threads, that works for an invocation. The host's instance threads and
 * their thread groups implement it, so that {@link Context#current()} needs no thread-local that
 * could outlive the function.
 */
public interface ContextCarrier {

  /** The call this carrier is working for now; empty between calls. */
  Optional<Context> currentContext();

  /** The call that the running thread works for, looked up at the thread, then at its groups. */
  static Optional<Context> ofRunningThread() {
    Thread thread = Thread.currentThread();
    if (thread instanceof ContextCarrier carrier) {
      return carrier.currentContext();
    }
    ThreadGroup group = thread.getThreadGroup();
    while (group != null) {
      if (group instanceof ContextCarrier carrier) {
        return carrier.currentContext();
      }
      group = group.getParent();
    }
    return Optional.empty();
  }
}
