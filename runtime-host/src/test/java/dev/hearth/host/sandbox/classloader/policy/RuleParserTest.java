package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.policy.RuleLine.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleParserTest {

  @Test
  void readsEveryAction() {
    assertThat(practical("a.B.c allow refuse")).isEqualTo(plain(new Rule.Allow()));
    assertThat(practical("a.B.c refuse allow")).isEqualTo(plain(new Rule.Refuse("")));
    assertThat(practical("a.B.c -> D.e refuse")).isEqualTo(plain(new Rule.Replace("D", "e")));
    assertThat(practical("a.B.c before D.e same")).isEqualTo(plain(new Rule.Before("D", "e")));
    assertThat(practical("a.B.c after D.e same")).isEqualTo(plain(new Rule.After("D", "e")));
    assertThat(practical("a.B.c filter D.e same")).isEqualTo(plain(new Rule.Filter("D", "e")));
    assertThat(practical("a.B.c refuse:listen refuse"))
        .isEqualTo(new Action(new Rule.Refuse("listen"), new Rule.Allow()));
    assertThat(practical("a.B.c refuse:listen else after D.e refuse"))
        .isEqualTo(new Action(new Rule.Refuse("listen"), new Rule.After("D", "e")));
  }

  @Test
  void theStrictActionStandsSecondAndMayBeTheSame() {
    assertThat(one("a.B.c allow -> D.e").strict()).isEqualTo(plain(new Rule.Replace("D", "e")));
    assertThat(one("a.B.c -> D.e same").strict()).isEqualTo(plain(new Rule.Replace("D", "e")));
  }

  @Test
  void readsEveryKindOfMember() {
    Map.of(
            "java.lang.System.exit(int)",
            List.of("java/lang/System", "exit", "(I)"),
            "a.B$C.d( String , int[][],long... )".replace("...", "[]"),
            List.of("a/B$C", "d", "(Ljava/lang/String;[[I[J)"),
            "a.B.d()",
            List.of("a/B", "d", "()"),
            "a.B.FIELD",
            List.of("a/B", "FIELD", ""),
            "a.B.<init>(a.B$C[])",
            List.of("a/B", "<init>", "([La/B$C;)"),
            "a.B.*",
            List.of("a/B", "*", ""),
            "a.b.**",
            List.of("a/b", "**", ""))
        .forEach((text, parts) -> {
          RuleLine line = one(text + "  refuse  refuse");
          assertThat(List.of(line.owner(), line.name(), line.parameters())).isEqualTo(parts);
        });
  }

  @Test
  void keepsTheNoteAndTheNumberOfTheLine() {
    List<RuleLine> lines =
        RuleParser.parse("t", "# head\n\n  \na.B.c refuse refuse # ends #1\r\na.B.d allow allow");
    assertThat(lines).extracting(RuleLine::note).containsExactly("ends #1", "");
    assertThat(lines).extracting(RuleLine::number).containsExactly(4, 5);
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    Map.of(
            "a.B.c", "line 2: there wants to be an action",
            "a.B.c refuse", "line 2: there wants to be an action",
            "a.B.c refuze refuse", "did you mean \"refuse\"",
            "a.B.c refuse:lissen refuse", "did you mean \"listen\"",
            "a.B.c -> refuse", "\"refuse\" is no stand-in",
            "a.B.c -> D.e", "there wants to be an action",
            "a.B.c refuse refuse too", "[too]",
            "abc refuse refuse", "no member such as",
            "a.B.c(int refuse refuse", "no member such as",
            "a.B.c(in-t) refuse refuse", "\"in-t\" is no type")
        .forEach((line, message) ->
            assertThatThrownBy(() -> RuleParser.parse("rules", "# one\n" + line))
                .as(line)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rules line 2: ")
                .hasMessageContaining(message));
  }

  private static Action practical(String line) {
    return one(line).practical();
  }

  private static RuleLine one(String line) {
    return RuleParser.parse("t", line).getFirst();
  }

  private static Action plain(Rule rule) {
    return new Action(rule, rule);
  }
}
