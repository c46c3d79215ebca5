package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.classloader.policy.Platform.Member;
import dev.hearth.host.sandbox.classloader.policy.Platform.PlatformClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds the table and the lists against the running platform, so that an update of Java shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesOfThePlatformTest {

  private static final String LIST = "strict-members.txt";

  private Platform platform;

  @BeforeAll
  void open() {
    platform = new Platform();
  }

  @Test
  void everyLineOfTheTableNamesWhatIsThere() {
    List<String> wrong = new ArrayList<>();
    for (RuleLine line : RuleTable.lines()) {
      if (!names(line)) {
        wrong.add("rules.txt line " + line.number() + ": there is no " + line.pattern());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private boolean names(RuleLine line) {
    if (line.name().equals(RuleLine.ANY_CLASS)) {
      return platform.hasPackage(line.owner());
    }
    Optional<PlatformClass> type = platform.find(line.owner());
    return type.isPresent()
        && (line.name().equals(RuleLine.ANY_MEMBER)
            || platform.members(type.get()).stream().anyMatch(member -> covers(line, member)));
  }

  /** Whether the line is about that member of its class. */
  static boolean covers(RuleLine line, Member member) {
    return (line.name().equals(RuleLine.ANY_MEMBER) || line.name().equals(member.name()))
        && (line.parameters().isEmpty() || member.descriptor().startsWith(line.parameters()));
  }

  @Test
  void everyMemberOfAListedClassIsListedOrRefused() {
    Rules table = StrictMembersWriter.tableAlone();
    List<String> wrong = new ArrayList<>();
    RuleTable.strictMembers()
        .byClass()
        .forEach((name, listed) -> {
          if (!listed.contains(StrictMembers.REFUSED)) {
            platform.find(name).map(platform::members).orElse(List.of()).stream()
                .filter(member -> table.find(name, member.name(), member.descriptor()).isEmpty())
                .map(Member::key)
                .filter(key -> !listed.contains(key))
                .filter(key -> !listed.contains(StrictMembers.REFUSED + key))
                .forEach(key ->
                    wrong.add(LIST + ": to the line of " + name + " add " + key + " or -" + key));
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyListedMemberIsThere() {
    List<String> wrong = new ArrayList<>();
    RuleTable.strictMembers()
        .byClass()
        .forEach((name, listed) -> {
          Set<String> gone = new TreeSet<>(listed);
          gone.remove(StrictMembers.REFUSED);
          platform
              .find(name)
              .filter(PlatformClass::isPublic)
              .map(platform::members)
              .orElse(List.of())
              .forEach(member -> {
                gone.remove(member.key());
                gone.remove(StrictMembers.REFUSED + member.key());
              });
          gone.forEach(key -> wrong.add(LIST + ": from the line of " + name + " take " + key));
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyClassOfTheBaseModuleIsListedOrLeftOut() throws IOException {
    Set<String> known = new HashSet<>(RuleTable.strictMembers().byClass().keySet());
    StrictMembersWriter.resource(StrictMembersWriter.DENIED)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .forEach(words -> {
          for (int i = 1; i < words.length; i++) {
            assertThat(known.add(words[0] + "/" + words[i])).as("%s is in both", words[i]).isTrue();
          }
        });
    Set<String> there = new TreeSet<>();
    platform
        .packagesOf("java.base")
        .forEach(name -> platform.publicClasses(name).forEach(type -> there.add(type.name())));

    assertThat(there)
        .as("add the class to strict-choices.txt or to strict-denied.txt")
        .isSubsetOf(known);
    assertThat(known)
        .as("take the class out of its list")
        .allSatisfy(name -> assertThat(platform.find(name)).isPresent());
  }
}
