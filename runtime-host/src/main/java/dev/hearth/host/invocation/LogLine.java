package dev.hearth.host.invocation;

import java.time.Instant;

/**
 * One line that a function logged.
 *
 * @param source {@code stdout}, {@code stderr} or the name of a logger
 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARNING} or {@code ERROR}
 * @param text without its line end; control characters are replaced
 */
public record LogLine(Instant at, String level, String source, String text) {}
