package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.ClassInfo;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rule for a use of a member. As the JVM does, it looks at the named class and its
 * superclasses first, then at all their interfaces. Used by one thread.
 */
final class Members {

  private static final String OBJECT = "java/lang/Object";
  private static final Rule ALLOW = new Rule.Allow();

  private final Rules rules;
  private final Hierarchy hierarchy;
  private final Map<String, Found> known = new HashMap<>();

  Members(Rules rules, Hierarchy hierarchy) {
    this.rules = rules;
    this.hierarchy = hierarchy;
  }

  /**
   * A rule, and for which class it was found: stand-ins take a receiver of that type.
   *
   * @param isOwn whether the artifact declares the member itself
   */
  record Found(Rule rule, String owner, boolean isOwn) {}

  Hierarchy hierarchy() {
    return hierarchy;
  }

  /** What holds for a use of this member through this class, which may be an array. */
  Found find(String owner, String name, String descriptor) {
    String key = owner + ' ' + name + ' ' + descriptor;
    Found found = known.get(key);
    if (found == null) {
      String start = owner.startsWith("[") ? OBJECT : owner;
      found =
          name.equals("<init>") ? constructor(start, descriptor) : search(start, name, descriptor);
      known.put(key, found);
    }
    return found;
  }

  /** Constructors are not inherited. */
  private Found constructor(String owner, String descriptor) {
    ClassInfo type = hierarchy.type(owner);
    return at(type, "<init>", descriptor)
        .orElseGet(() -> unnamed(owner, type.origin() != Origin.PLATFORM));
  }

  private Found search(String owner, String name, String descriptor) {
    Deque<String> interfaces = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    boolean mayBeMissing = false;
    for (String next = owner; !next.isEmpty() && seen.add(next); ) {
      ClassInfo type = hierarchy.type(next);
      Optional<Found> found = at(type, name, descriptor);
      if (found.isPresent()) {
        return found.get();
      }
      mayBeMissing |= type.origin() == Origin.MISSING;
      interfaces.addAll(type.interfaces());
      next = type.superclass();
    }
    while (!interfaces.isEmpty()) {
      String next = interfaces.remove();
      if (seen.add(next)) {
        ClassInfo type = hierarchy.type(next);
        Optional<Found> found = at(type, name, descriptor);
        if (found.isPresent()) {
          return found.get();
        }
        mayBeMissing |= type.origin() == Origin.MISSING;
        interfaces.addAll(type.interfaces());
      }
    }
    return unnamed(owner, mayBeMissing);
  }

  private Optional<Found> at(ClassInfo type, String name, String descriptor) {
    return switch (type.origin()) {
      case PLATFORM ->
          rules
              .find(type.name(), name, descriptor)
              .map(rule -> new Found(rule, type.name(), false));
      case ARTIFACT, API ->
          type.declares(name, descriptor)
              ? Optional.of(new Found(ALLOW, type.name(), type.origin() == Origin.ARTIFACT))
              : Optional.empty();
      case MISSING -> Optional.empty();
    };
  }

  private Found unnamed(String owner, boolean failsToLink) {
    return new Found(failsToLink ? ALLOW : rules.otherwise(), owner, false);
  }
}
