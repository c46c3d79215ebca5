package dev.hearth.host.monitoring.history;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.registry.VersionId;

/**
 * A line that a function logged, at its place among all lines.
 *
 * @param position grows in the order in which the host took the lines in
 * @param invocation the invocation that logged it; its id is empty for a note of the host itself
 * @param attempt which attempt at the invocation; 0 for such a note
 */
public record LoggedLine(
    long position, VersionId version, InvocationId invocation, int attempt, LogLine line) {

  private static final int FIXED_BYTES = 200;

  /** A generous estimate of what the line keeps alive: two bytes for each character. */
  long bytes() {
    return bytes(line);
  }

  /** The same for a line that has no place yet. */
  static long bytes(LogLine line) {
    return FIXED_BYTES + 2L * (line.text().length() + line.source().length());
  }
}
