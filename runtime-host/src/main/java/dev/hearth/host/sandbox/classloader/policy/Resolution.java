package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.sandbox.classloader.policy.Site.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds which rule holds for a member: that of the class the code names, else that of the nearest
 * supertype which has one, superclasses before interfaces. Used by one thread.
 */
final class Resolution {

  private static final String CONSTRUCTOR = "<init>";
  private static final Rule ALLOWED = new Rule.Allow();

  private final Map<String, Type> own;
  private final Map<String, Optional<Type>> platform = new HashMap<>();

  /** Over the classes of the artifact by name. */
  Resolution(Map<String, Type> own) {
    this.own = own;
  }

  /**
   * A class.
   *
   * @param supertypes in the form {@code java/lang/Object}, the superclass first
   * @param members names and descriptors without a gap; empty for the platform
   */
  record Type(List<String> supertypes, Set<String> members) {

    boolean declares(Member member) {
      return members.contains(member.name() + member.descriptor());
    }
  }

  /** The rule for a member; what is not the platform's is allowed. */
  Rule rule(Rules rules, Member member) {
    String owner = member.owner().startsWith("[") ? "java/lang/Object" : member.owner();
    Deque<String> ahead = new ArrayDeque<>(List.of(owner));
    Set<String> seen = new HashSet<>();
    boolean known = true;
    while (!ahead.isEmpty()) {
      String name = ahead.remove();
      Optional<Type> type = type(name);
      if (type.filter(t -> t.declares(member)).isPresent()) {
        return ALLOWED;
      }
      if (type.isPresent() && !own.containsKey(name)) {
        Optional<Rule> rule = rules.find(name, member.name(), member.descriptor());
        if (rule.isPresent()) {
          return rule.get();
        }
      }
      known &= type.isPresent();
      if (!member.name().equals(CONSTRUCTOR)) {
        List<String> supertypes = type.map(Type::supertypes).orElse(List.of());
        supertypes.stream().skip(1).filter(seen::add).forEach(ahead::addLast);
        supertypes.stream().limit(1).filter(seen::add).forEach(ahead::addFirst);
      }
    }
    return known ? rules.otherwise() : ALLOWED;
  }

  /** Whether a class is the platform's. */
  boolean isOfPlatform(String name) {
    return !own.containsKey(name) && type(name).isPresent();
  }

  private Optional<Type> type(String name) {
    Type ofArtifact = own.get(name);
    return ofArtifact == null
        ? platform.computeIfAbsent(name, Resolution::reflect)
        : Optional.of(ofArtifact);
  }

  private static Optional<Type> reflect(String name) {
    try {
      Class<?> type =
          Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      List<String> supertypes = new ArrayList<>();
      Stream.concat(
              Stream.ofNullable(type.isInterface() ? Object.class : type.getSuperclass()),
              Arrays.stream(type.getInterfaces()))
          .filter(Objects::nonNull)
          .forEach(supertype -> supertypes.add(supertype.getName().replace('.', '/')));
      return Optional.of(new Type(supertypes, Set.of()));
    } catch (ClassNotFoundException | LinkageError notThere) {
      return Optional.empty();
    }
  }
}
