package dev.hearth.host.attack;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Attacks {

  private Attacks() {}

  /** Those that a host is tried with. */
  static List<Attack> tried() {
    return all().filter(attack -> !isExcluded(attack)).toList();
  }

  /** Those that it cannot be tried with, or cannot contain by design; their source says why. */
  static List<Attack> excluded() {
    return all().filter(Attacks::isExcluded).toList();
  }

  private static boolean isExcluded(Attack attack) {
    return attack.expected().equals(AttackFile.EXCLUDED);
  }

  private static Stream<Attack> all() {
    return Stream.concat(AttackFile.all().stream(), CraftedAttacks.all().stream());
  }
}
