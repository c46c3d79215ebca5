package dev.hearth.host.attack;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How an attack went, as its caller saw it. */
enum Seen {
  /** The upload was refused, or the start that belongs to it was ended. */
  REFUSED,
  /** The use of a member of the platform was refused. */
  FORBIDDEN,
  RUN_TIMEOUT,
  CPU_EXCEEDED,
  MEMORY_EXCEEDED,
  /** The function threw something else. */
  FAILED,
  /** What it returned was refused. */
  INVALID,
  /** It answered and reached nothing. */
  HARMLESS,
  /** It answered that it reached what it wanted, or the secret. Never contained. */
  EFFECT,
  /** The host answered something that it should not have to. Never contained. */
  OTHER,
  /** No answer came. Never contained. */
  NO_REPLY,
  /** The process has ended. Never contained. */
  HOST_GONE;

  /** What a word in the header of an attack stands for. */
  static Set<Seen> of(String word) {
    return switch (word) {
      case "ended" -> EnumSet.of(RUN_TIMEOUT, CPU_EXCEEDED, MEMORY_EXCEEDED);
      default -> EnumSet.of(Seen.valueOf(word.toUpperCase(Locale.ROOT)));
    };
  }
}
