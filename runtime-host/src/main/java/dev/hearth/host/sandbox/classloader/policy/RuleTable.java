package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.policy.RuleLine.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of both policies, from the resources {@code rules.txt}, {@code rules-guard.txt} and
 * {@code strict-members.txt} beside this class; what the second says of a member holds in place of
 * what the first says. They are read when a policy is first asked for.
 */
public final class RuleTable {

  static final String RULES = "rules.txt";
  static final String GUARD_RULES = "rules-guard.txt";
  static final String STRICT_MEMBERS = "strict-members.txt";

  private RuleTable() {}

  /** The rules for functions without a grant. */
  public static Rules of(Policy policy) {
    return of(policy, Set.of());
  }

  /** The rules for functions with these grants; code rewritten by them depends on both. */
  public static Rules of(Policy policy, Set<Grant> allow) {
    return switch (policy) {
      case PRACTICAL ->
          TableRules.of(Lines.ALL, line -> chosen(line.practical(), allow), StrictMembers.none());
      case STRICT -> TableRules.of(Lines.ALL, line -> chosen(line.strict(), allow), Listed.MEMBERS);
    };
  }

  private static Rule chosen(Action action, Set<Grant> allow) {
    return action.rule() instanceof Rule.Refuse(var word)
            && Grant.of(word).filter(allow::contains).isPresent()
        ? action.granted()
        : action.rule();
  }

  /** Every line of the table. */
  static List<RuleLine> lines() {
    return Lines.ALL;
  }

  /** What the strict policy lists. */
  static StrictMembers strictMembers() {
    return Listed.MEMBERS;
  }

  /** Read once, when first used. */
  private static final class Lines {
    static final List<RuleLine> ALL =
        merged(
            RuleParser.parse(RULES, resource(RULES)),
            RuleParser.parse(GUARD_RULES, resource(GUARD_RULES)));

    private static List<RuleLine> merged(List<RuleLine> general, List<RuleLine> guard) {
      Set<String> replaced = guard.stream().map(RuleLine::pattern).collect(Collectors.toSet());
      return Stream.concat(
              general.stream().filter(line -> !replaced.contains(line.pattern())), guard.stream())
          .toList();
    }
  }

  /** Read once, when first used. */
  private static final class Listed {
    static final StrictMembers MEMBERS = StrictMembers.parse(resource(STRICT_MEMBERS));
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(RuleTable.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
