package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.sandbox.classloader.guard.ForbiddenException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a function's throwable into text. Runs guest code ({@code getMessage}, {@code getCause}),
 * so it belongs on a thread of the instance, inside the deadline.
 */
final class GuestErrors {

  private static final int CAUSES = 8;
  private static final int FRAMES = 64;
  private static final int MESSAGE_CHARACTERS = 2_000;
  private static final String HOST_PREFIX = "dev.hearth.host.";

  private GuestErrors() {}

  /** The whole of it: type, message and a stack trace that ends where the host's frames begin. */
  static ThrownError describe(Throwable thrown) {
    StringBuilder trace = new StringBuilder(512);
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Optional<Throwable> next = Optional.of(thrown);
    while (next.isPresent() && seen.size() < CAUSES && seen.add(next.get())) {
      append(trace, next.get(), seen.size() > 1);
      next = causeOf(next.get());
    }
    return new ThrownError(typeOf(thrown), messageOf(thrown), trace.toString());
  }

  /** What the policy has said, if it is why this was thrown. */
  static Optional<String> forbidden(Throwable thrown) {
    Optional<Throwable> next = Optional.of(thrown);
    for (int i = 0; i < CAUSES && next.isPresent(); i++) {
      if (next.get() instanceof ForbiddenException refusal) {
        return Optional.of(messageOf(refusal));
      }
      next = causeOf(next.get());
    }
    return Optional.empty();
  }

  private static void append(StringBuilder trace, Throwable thrown, boolean isCause) {
    String message = messageOf(thrown);
    trace
        .append(isCause ? "Caused by: " : "")
        .append(typeOf(thrown))
        .append(message.isEmpty() ? "" : ": ")
        .append(message)
        .append('\n');
    Arrays.stream(framesOf(thrown))
        .dropWhile(frame -> frame.getClassName().startsWith(HOST_PREFIX))
        .takeWhile(frame -> !frame.getClassName().startsWith(HOST_PREFIX))
        .limit(FRAMES)
        .forEach(frame -> trace.append("\tat ").append(frame).append('\n'));
  }

  private static String typeOf(Throwable thrown) {
    return thrown.getClass().getName();
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = Optional.ofNullable(thrown.getMessage()).orElse("");
      return message.length() <= MESSAGE_CHARACTERS
          ? message
          : message.substring(0, MESSAGE_CHARACTERS) + "…";
    } catch (Throwable guestFault) {
      return "(its getMessage() threw " + typeOf(guestFault) + ")";
    }
  }

  private static Optional<Throwable> causeOf(Throwable thrown) {
    try {
      return Optional.ofNullable(thrown.getCause());
    } catch (Throwable guestFault) {
      return Optional.empty();
    }
  }

  private static StackTraceElement[] framesOf(Throwable thrown) {
    try {
      return thrown.getStackTrace();
    } catch (Throwable guestFault) {
      return new StackTraceElement[0];
    }
  }
}
