package dev.hearth.host.monitoring.history;

import java.util.Locale;
import java.util.Optional;

/** How serious a log line is, the least serious first. */
public enum LogLevel {
  TRACE(0),
  DEBUG(1),
  INFO(2),
  WARNING(3),
  ERROR(4);

  private final int rank;

  LogLevel(int rank) {
    this.rank = rank;
  }

  /** A number that is greater for what is more serious; it never changes, so it may be stored. */
  public int rank() {
    return rank;
  }

  /** The level of a rank; {@link #INFO} for one that is not known. */
  public static LogLevel ofRank(int rank) {
    for (LogLevel level : values()) {
      if (level.rank == rank) {
        return level;
      }
    }
    return INFO;
  }

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
