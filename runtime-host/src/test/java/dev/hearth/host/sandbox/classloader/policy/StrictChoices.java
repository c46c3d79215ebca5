package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.sandbox.classloader.policy.Platform.Member;
import dev.hearth.host.sandbox.classloader.policy.Platform.PlatformClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which classes the strict policy takes in, from the resource {@code strict-choices.txt}, and what
 * that comes to on the running platform. Used by one thread.
 */
final class StrictChoices {

  static final String CHOICES = "strict-choices.txt";

  private final Platform platform;
  private final Set<String> nowhere = new HashSet<>();
  private final Map<String, List<String>> choices = new HashMap<>();
  private final Set<String> left = new HashSet<>();

  StrictChoices(Platform platform, String text) {
    this.platform = platform;
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(this::choose);
  }

  private void choose(String line) {
    List<String> words = List.of(line.split("\\s+"));
    List<String> members = words.subList(1, words.size());
    String what = words.getFirst().replace('.', '/');
    if (what.equals("nowhere")) {
      nowhere.addAll(members);
    } else if (what.equals("throwables")) {
      platform.packagesOf("java.base").stream()
          .flatMap(name -> platform.publicClasses(name).stream())
          .filter(type -> platform.extendsType(type, "java/lang/Throwable"))
          .forEach(type -> choices.putIfAbsent(type.name(), List.of()));
    } else if (what.equals("not")) {
      members.forEach(name -> left.add(name.replace('.', '/')));
    } else if (what.endsWith("/**")) {
      platform
          .publicClasses(what.substring(0, what.length() - 3))
          .forEach(type -> choices.putIfAbsent(type.name(), members));
    } else {
      choices.put(what, members);
    }
  }

  /** The list, but for what the table says something else of. */
  StrictMembers members(Rules table) {
    Map<String, Set<String>> byClass = new HashMap<>();
    choices.forEach((name, words) -> {
      if (!left.contains(name)) {
        PlatformClass type = platform.find(name).orElseThrow(() -> new AssertionError(name));
        byClass.put(name, members(type, words, table));
      }
    });
    return new StrictMembers(byClass);
  }

  private Set<String> members(PlatformClass type, List<String> words, Rules table) {
    List<String> picked = words.stream().filter(word -> !word.startsWith("-")).toList();
    List<String> refused = new ArrayList<>(nowhere);
    words.stream().filter(w -> w.startsWith("-")).map(w -> w.substring(1)).forEach(refused::add);
    Predicate<Member> allowed =
        member ->
            (picked.isEmpty() || picked.stream().anyMatch(word -> fits(word, member)))
                && refused.stream().noneMatch(word -> fits(word, member));
    Set<String> members = new HashSet<>();
    for (Member member : platform.members(type)) {
      Optional<Rule> rule = table.find(type.name(), member.name(), member.descriptor());
      if (rule.isPresent()) {
        continue;
      }
      if (allowed.test(member)) {
        members.add(member.key());
      } else if (picked.isEmpty()) {
        members.add(StrictMembers.REFUSED + member.key());
      }
    }
    if (!picked.isEmpty()) {
      members.add(StrictMembers.REFUSED);
    }
    return members;
  }

  /** {@code parallel*}, {@code intern} or {@code <init>(Ljava/io/File;}. */
  private static boolean fits(String word, Member member) {
    if (word.contains("(")) {
      return member.key().startsWith(word);
    }
    return word.endsWith("*")
        ? member.name().startsWith(word.substring(0, word.length() - 1))
        : member.name().equals(word);
  }
}
