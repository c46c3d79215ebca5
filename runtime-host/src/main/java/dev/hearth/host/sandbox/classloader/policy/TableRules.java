package dev.hearth.host.sandbox.classloader.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of one policy, ready to be looked up: the more exactly a line names a member, the
 * sooner it holds. Immutable.
 *
 * @param classes by class, name and parameters, the last two as {@link RuleLine} has them
 * @param packages what holds for every class of a package
 * @param listed what is allowed beside the rules
 * @param otherwise for all else
 */
record TableRules(
    Map<String, Map<String, Map<String, Rule>>> classes,
    Map<String, Rule> packages,
    StrictMembers listed,
    Rule otherwise)
    implements Rules {

  /**
   * From the lines of a table.
   *
   * @throws IllegalArgumentException if two lines name the same
   */
  static TableRules of(
      List<RuleLine> lines, Function<RuleLine, Rule> choice, StrictMembers listed) {
    Map<String, Map<String, Map<String, Rule>>> classes = new HashMap<>();
    Map<String, Rule> packages = new HashMap<>();
    for (RuleLine line : lines) {
      Optional<Rule> earlier =
          line.name().equals(RuleLine.ANY_CLASS)
              ? Optional.ofNullable(packages.put(line.owner(), choice.apply(line)))
              : Optional.ofNullable(
                  classes
                      .computeIfAbsent(line.owner(), _ -> new HashMap<>())
                      .computeIfAbsent(line.name(), _ -> new HashMap<>())
                      .put(line.parameters(), choice.apply(line)));
      if (earlier.isPresent()) {
        throw new IllegalArgumentException(
            "line " + line.number() + ": an earlier line is about " + line.pattern() + " too");
      }
    }
    Rule otherwise = listed.isEmpty() ? new Rule.Allow() : new Rule.Refuse("");
    return new TableRules(classes, packages, listed, otherwise);
  }

  @Override
  public Optional<Rule> find(String owner, String name, String descriptor) {
    Map<String, Map<String, Rule>> members = classes.getOrDefault(owner, Map.of());
    return of(members.getOrDefault(name, Map.of()), descriptor)
        .or(() -> listed(owner, name, descriptor))
        .or(() -> of(members.getOrDefault(RuleLine.ANY_MEMBER, Map.of()), ""))
        .or(() -> ofPackage(owner));
  }

  private static Optional<Rule> of(Map<String, Rule> overloads, String descriptor) {
    String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
    return Optional.ofNullable(overloads.get(parameters))
        .or(() -> Optional.ofNullable(overloads.get("")));
  }

  private Optional<Rule> listed(String owner, String name, String descriptor) {
    return listed.has(owner, name, descriptor) ? Optional.of(new Rule.Allow()) : Optional.empty();
  }

  private Optional<Rule> ofPackage(String owner) {
    int slash = owner.lastIndexOf('/');
    return Optional.ofNullable(packages.get(owner.substring(0, Math.max(slash, 0))));
  }
}
