package dev.hearth.host.attack;

import java.util.Map;
import java.util.Set;

/**
 * One hostile function. Immutable.
 *
 * @param row of the table of attacks that the sandbox is measured by
 * @param name unique, in the form of a function's name
 * @param expected the words of its header, which say how it may end
 * @param contained how it may end
 * @param source of the class {@code Bad} in the package {@link #packageName}
 * @param entries further entries of the JAR, by name
 * @param crafting what is done to the compiled JAR
 */
record Attack(
    String row,
    String name,
    String expected,
    Set<Seen> contained,
    String source,
    Map<String, String> entries,
    Crafting crafting) {

  Attack {
    contained = Set.copyOf(contained);
    entries = Map.copyOf(entries);
  }

  /** Where its classes are, so that all attacks can be compiled at once. */
  String packageName() {
    return packageOf(name);
  }

  static String packageOf(String name) {
    return "attack_" + name.replace('-', '_');
  }

  /** Whether it is to be stopped by a budget, which must be small then. */
  boolean isBomb() {
    return contained.contains(Seen.RUN_TIMEOUT) || expected.equals("refused");
  }

  /** Row and name. */
  String title() {
    return row + " " + name;
  }
}
