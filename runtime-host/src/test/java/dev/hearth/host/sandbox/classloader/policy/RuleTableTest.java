package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Policy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTableTest {

  private static final Rule REFUSED = new Rule.Refuse("");
  private static final String SOCKET = "java/net/ServerSocket";

  @Test
  void theMostExactLineHolds() {
    Rules rules =
        rules(
            """
            a.B.c(int)  -> D.exact    same
            a.B.c       -> D.byName   same
            a.B.*       -> D.byClass  same
            a.**        -> D.byPackage same
            """);
    assertThat(standIn(rules, "a/B", "c", "(I)V")).isEqualTo("exact");
    assertThat(standIn(rules, "a/B", "c", "(J)V")).isEqualTo("byName");
    assertThat(standIn(rules, "a/B", "c", "I")).isEqualTo("byName");
    assertThat(standIn(rules, "a/B", "d", "(I)V")).isEqualTo("byClass");
    assertThat(standIn(rules, "a/C", "d", "(I)V")).isEqualTo("byPackage");
    assertThat(rules.find("a/b/C", "d", "(I)V")).isEmpty();
    assertThat(rules.find("C", "d", "(I)V")).isEmpty();
  }

  @Test
  void refusesTwoLinesForOneMember() {
    assertThatThrownBy(
            () -> rules("a.B.c(int) refuse same\na.B.d allow same\na.B.c(int) allow same"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("a.B.c(I)");
    assertThatThrownBy(() -> rules("a.** refuse same\na.** allow same")).isNotNull();
  }

  @Test
  void underThePracticalPolicyWhatNoLineNamesIsAllowed() {
    Rules practical = RuleTable.of(Policy.PRACTICAL);
    assertThat(practical.find("java/lang/System", "exit", "(I)V")).contains(REFUSED);
    assertThat(practical.find("java/lang/Math", "abs", "(I)I")).isEmpty();
    assertThat(practical.otherwise()).isEqualTo(new Rule.Allow());
  }

  @Test
  void underTheStrictPolicyWhatIsNotListedIsRefused() {
    Rules strict = RuleTable.of(Policy.STRICT);
    assertThat(strict.find("java/lang/System", "exit", "(I)V")).contains(REFUSED);
    assertThat(strict.find("java/lang/Math", "abs", "(I)I")).contains(new Rule.Allow());
    assertThat(strict.find("java/lang/Integer", "MAX_VALUE", "I")).contains(new Rule.Allow());
    assertThat(strict.find("java/lang/String", "intern", "()Ljava/lang/String;"))
        .isNotEqualTo(Optional.of(new Rule.Allow()));
    assertThat(strict.find("java/lang/reflect/Method", "invoke", "()V"))
        .isNotEqualTo(Optional.of(new Rule.Allow()));
    assertThat(strict.otherwise()).isEqualTo(REFUSED);
  }

  @Test
  void aGrantTakesItsRefusalsAway() {
    for (Policy policy : Policy.values()) {
      assertThat(RuleTable.of(policy).find(SOCKET, "<init>", "(I)V"))
          .contains(new Rule.Refuse("listen"));
      assertThat(RuleTable.of(policy, Set.of(Grant.LISTEN)).find(SOCKET, "<init>", "(I)V"))
          .isPresent()
          .get()
          .isNotInstanceOf(Rule.Refuse.class);
      assertThat(
              RuleTable.of(policy, Set.of(Grant.LISTEN)).find("java/lang/System", "exit", "(I)V"))
          .contains(REFUSED);
    }
  }

  @Test
  void everyGrantIsInTheTable() {
    for (Grant grant : Grant.values()) {
      assertThat(RuleTable.lines())
          .as(grant.word())
          .anySatisfy(
              line -> assertThat(line.practical().rule()).isEqualTo(new Rule.Refuse(grant.word())));
    }
  }

  private static Rules rules(String text) {
    return TableRules.of(
        RuleParser.parse("t", text), line -> line.practical().rule(), StrictMembers.none());
  }

  private static String standIn(Rules rules, String owner, String name, String descriptor) {
    return rules.find(owner, name, descriptor).orElseThrow() instanceof Rule.Replace(_, var method)
        ? method
        : "none";
  }
}
