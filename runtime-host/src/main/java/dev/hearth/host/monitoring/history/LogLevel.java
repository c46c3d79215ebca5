package dev.hearth.host.monitoring.history;

import java.util.Locale;
import java.util.Optional;

/** How serious a log line is, the least serious first. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARNING,
  ERROR;

  /** The level of a line; {@link #INFO} for a name that is not known. */
  public static LogLevel of(String name) {
    return parse(name).orElse(INFO);
  }

  /** The level of this name, in small or capital letters. */
  public static Optional<LogLevel> parse(String name) {
    String capital = name.toUpperCase(Locale.ROOT);
    for (LogLevel level : values()) {
      if (level.name().equals(capital)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** The name in small letters. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
