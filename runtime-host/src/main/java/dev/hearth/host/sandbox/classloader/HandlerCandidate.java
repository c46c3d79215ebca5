package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.classloader.ClassFacts.Obstacle;
import java.util.List;
import java.util.Set;

/**
 * A class of the artifact itself.
 *
 * @param name in the form {@code com.acme.Hello}
 * @param obstacles why it cannot be made an instance of
 * @param contracts which contracts it keeps, in order of preference
 */
record HandlerCandidate(String name, Set<Obstacle> obstacles, List<HandlerStyle> contracts) {

  HandlerCandidate {
    obstacles = Set.copyOf(obstacles);
    contracts = List.copyOf(contracts);
  }

  /** Whether calls can be given to it. */
  boolean qualifies() {
    return obstacles.isEmpty() && !contracts.isEmpty();
  }

  /** Whether it keeps a contract of Hearth's own, which says clearly that it is meant. */
  boolean isHearths() {
    return contracts.stream().anyMatch(HandlerCandidate::isHearths);
  }

  /** The contracts that count: Hearth's own hide those of the JDK. */
  List<HandlerStyle> styles() {
    return isHearths()
        ? contracts.stream().filter(HandlerCandidate::isHearths).toList()
        : contracts;
  }

  private static boolean isHearths(HandlerStyle style) {
    return style.contract().startsWith("dev.hearth.function.");
  }
}
