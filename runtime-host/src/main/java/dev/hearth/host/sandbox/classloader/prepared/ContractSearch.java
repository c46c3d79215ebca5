package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.registry.HandlerStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Follows superclasses and interfaces through the artifact, its libraries and the JDK to the
 * contracts that a handler can keep. A type that is nowhere is passed over: it may be an optional
 * dependency.
 */
final class ContractSearch {

  private final Function<String, Optional<ClassFacts>> known;

  /** With what gives the classes of the artifact and its libraries by name. */
  ContractSearch(Function<String, Optional<ClassFacts>> known) {
    this.known = known;
  }

  /** The contracts that the class keeps, in order of preference. */
  List<HandlerStyle> contracts(ClassFacts facts) {
    Set<String> seen = supertypes(facts);
    return Arrays.stream(HandlerStyle.values()).filter(s -> seen.contains(s.contract())).toList();
  }

  /** All superclasses and interfaces, the nearest first. */
  Set<String> supertypes(ClassFacts facts) {
    Set<String> seen = new LinkedHashSet<>(facts.supertypes());
    Deque<String> open = new ArrayDeque<>(facts.supertypes());
    while (!open.isEmpty()) {
      for (String type : supertypes(open.remove())) {
        if (seen.add(type)) {
          open.add(type);
        }
      }
    }
    return seen;
  }

  private List<String> supertypes(String type) {
    Optional<ClassFacts> facts = known.apply(type);
    if (facts.isPresent()) {
      return facts.get().supertypes();
    }
    return type.startsWith("java.") && !type.equals("java.lang.Object") ? jdk(type) : List.of();
  }

  private static List<String> jdk(String type) {
    try {
      Class<?> found = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
      List<String> names = new ArrayList<>();
      Stream.ofNullable(found.getSuperclass()).map(Class::getName).forEach(names::add);
      Arrays.stream(found.getInterfaces()).map(Class::getName).forEach(names::add);
      return names;
    } catch (ClassNotFoundException | LinkageError notThere) {
      return List.of();
    }
  }
}
