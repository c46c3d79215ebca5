package dev.hearth.host.sandbox.classloader.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The members of the platform that the strict policy allows. As a text: one line per class, the
 * class in the form {@code java/lang/Math} and then its members, each the name and the descriptor
 * without a gap; fields have a colon in between. A member with a minus in front was considered and
 * is refused; a minus alone stands for all others of the class. Immutable.
 *
 * @param byClass the members as the text has them
 */
record StrictMembers(Map<String, Set<String>> byClass) {

  /** In front of what is refused. */
  static final String REFUSED = "-";

  /** Lists nothing, for a policy that does without. */
  static StrictMembers none() {
    return new StrictMembers(Map.of());
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if a class has two lines
   */
  static StrictMembers parse(String text) {
    Map<String, Set<String>> byClass = new HashMap<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      List<String> words = List.of(line.split(" "));
      Set<String> members = new HashSet<>(words.subList(1, words.size()));
      if (byClass.put(words.getFirst(), members) != null) {
        throw new IllegalArgumentException("there are two lines for " + words.getFirst());
      }
    }
    return new StrictMembers(byClass);
  }

  /** One line per class and one order for each, so that changes can be read. */
  String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(byClass)
        .forEach((type, members) -> {
          text.append(type);
          new TreeSet<>(members).forEach(member -> text.append(' ').append(member));
          text.append('\n');
        });
    return text.toString();
  }

  boolean isEmpty() {
    return byClass.isEmpty();
  }

  /** Whether it lists this very member. */
  boolean has(String owner, String name, String descriptor) {
    Set<String> members = byClass.get(owner);
    return members != null && members.contains(key(name, descriptor));
  }

  /** A member as the text has it. */
  static String key(String name, String descriptor) {
    return descriptor.startsWith("(") ? name + descriptor : name + ":" + descriptor;
  }
}
