package dev.hearth.host.journey.polyglot;

import java.util.Set;

/**
 * A program that does harm, and how its calls may end.
 *
 * @param name of the function
 * @param file the name of its file
 * @param source its code
 * @param ends the words that a call may end with: {@code answered}, or the slug of a reason
 */
record Hostile(String name, String file, String source, Set<String> ends) {

  Hostile {
    ends = Set.copyOf(ends);
  }

  /** What it answers when it has done what it must not be able to do. */
  static final String EFFECT = "EFFECT";

  /** A manifest with limits: a short time only where it is the time that is to end it. */
  String limits() {
    String run = ends.contains("run-timeout") ? "400ms" : "30s";
    return "timeout: {run: " + run + ", queue: 20s}\nbudget: {memory: 192MiB, cpu: 29s}\n";
  }

  @Override
  public String toString() {
    return name;
  }
}
