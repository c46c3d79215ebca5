package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import java.util.Objects;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** What a language has thrown, as text. Used on the guest's thread, for it may run its code. */
final class Failures {

  private static final int FRAMES = 64;
  private static final int MESSAGE_CHARACTERS = 2_000;

  private Failures() {}

  /** The same as a failure of the guest. */
  static GuestFailure of(PolyglotException thrown) {
    if (thrown.isCancelled() || thrown.isInterrupted()) {
      return new GuestFailure(Kind.ENDED, "", "it was ended", stack(thrown));
    }
    String message = bounded(Objects.requireNonNullElse(thrown.getMessage(), ""));
    if (thrown.isResourceExhausted()) {
      return new GuestFailure(Kind.MEMORY, "", message, stack(thrown));
    }
    if (thrown.isSyntaxError()) {
      return new GuestFailure(Kind.SYNTAX, "SyntaxError", place(thrown, message), stack(thrown));
    }
    if (thrown.isInternalError()) {
      return new GuestFailure(Kind.LANGUAGE, "", message, stack(thrown));
    }
    return thrown(thrown, message);
  }

  private static GuestFailure thrown(PolyglotException thrown, String message) {
    int colon = message.indexOf(": ");
    boolean named =
        colon > 0 && message.substring(0, colon).matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*");
    String type = named ? message.substring(0, colon) : "Error";
    String what = named ? message.substring(colon + 2) : message;
    return new GuestFailure(Kind.THROWN, type, what, message + "\n" + stack(thrown));
  }

  /** A message with the place of a syntax error before it, unless it names the file already. */
  private static String place(PolyglotException thrown, String message) {
    SourceSection at = thrown.getSourceLocation();
    String first = message.lines().findFirst().orElse("").replaceFirst("^SyntaxError: ", "");
    if (at == null) {
      return first;
    }
    String file = SourceNames.shown(at.getSource().getName());
    int column = at.getStartColumn();
    String place = file + ":" + at.getStartLine() + ":" + column;
    return place + ": " + first.replaceFirst("^\\S+:\\d+:\\d+ ", "");
  }

  private static String stack(PolyglotException thrown) {
    StringBuilder text = new StringBuilder();
    int frames = 0;
    for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
      if (frame.isGuestFrame() && frames++ < FRAMES) {
        append(text, frame.getRootName(), frame.getSourceLocation());
      }
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, @Nullable String function, @Nullable SourceSection at) {
    if (at == null || SourceNames.isOurs(at.getSource().getName())) {
      return;
    }
    text.append("    at ").append(Objects.requireNonNullElse(function, "?"));
    text.append(" (").append(SourceNames.shown(at.getSource().getName()));
    text.append(':').append(at.getStartLine()).append(':').append(at.getStartColumn());
    text.append(")\n");
  }

  private static String bounded(String text) {
    return text.length() <= MESSAGE_CHARACTERS ? text : text.substring(0, MESSAGE_CHARACTERS) + "…";
  }
}
