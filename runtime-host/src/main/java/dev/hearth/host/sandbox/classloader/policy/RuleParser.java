package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.sandbox.classloader.policy.RuleLine.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of the table: member, practical action, strict action, note. Used by one thread.
 *
 * <pre>
 * line    = member action action ["# " note]     the strict action may be "same"
 * member  = class.name | class.name(types) | class.&lt;init&gt; | class.* | package.**
 * action  = "allow" | "refuse" | "refuse:" grant ["else" action]
 *         | "-&gt;" stand-in | "before" stand-in | "after" stand-in | "filter" stand-in
 * stand-in = Class.method | package.Class.method  of the package guard, or of one below it
 * </pre>
 *
 * Classes have their binary names ({@code java.util.Map$Entry}); a type without a dot is primitive
 * or of {@code java.lang}. What stands behind {@code else} holds once the grant is given; without
 * it the member is then used as it is.
 */
final class RuleParser {

  private static final Pattern MEMBER =
      Pattern.compile(
          "(?<class>[\\w$]+(\\.[\\w$]+)*)\\.(?<name>[\\w$]+|<init>|\\*|\\*\\*)(?<types>\\([^)]*\\))?");
  private static final Pattern STAND_IN =
      Pattern.compile("(?<class>\\w+(\\.\\w+)*)\\.(?<method>\\w+)");
  private static final Pattern NOTE = Pattern.compile("(^|\\s)#");
  private static final Pattern GAP = Pattern.compile("\\s+(?![^(]*\\))");

  private final String where;
  private final int number;
  private final Deque<String> words = new ArrayDeque<>();

  private RuleParser(String where, int number) {
    this.where = where;
    this.number = number;
  }

  /**
   * All lines of a table.
   *
   * @throws IllegalArgumentException that names the table and the line, and says what is wrong
   */
  static List<RuleLine> parse(String where, String text) {
    List<RuleLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      new RuleParser(where, number).line(line).ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<RuleLine> line(String line) {
    Matcher note = NOTE.matcher(line);
    boolean noted = note.find();
    String rule = (noted ? line.substring(0, note.start()) : line).strip();
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    words.addAll(Arrays.asList(GAP.split(rule)));
    Matcher member = MEMBER.matcher(word("a member such as java.lang.System.exit(int)"));
    if (!member.matches()) {
      throw wrong("no member such as java.lang.System.exit(int): " + rule);
    }
    Action practical = action();
    Action strict = isNext("same") ? practical : action();
    if (!words.isEmpty()) {
      throw wrong("nothing is wanted behind the two actions, but there is " + words);
    }
    return Optional.of(
        new RuleLine(
            member.group("class").replace('.', '/'),
            member.group("name"),
            parameters(Optional.ofNullable(member.group("types"))),
            practical,
            strict,
            noted ? line.substring(note.end()).strip() : "",
            number));
  }

  private Action action() {
    String first = word("an action");
    return switch (first) {
      case "->" -> {
        Matcher to = standIn();
        yield plain(new Rule.Replace(to.group("class"), to.group("method")));
      }
      case "before" -> {
        Matcher to = standIn();
        yield plain(new Rule.Before(to.group("class"), to.group("method")));
      }
      case "after" -> {
        Matcher to = standIn();
        yield plain(new Rule.After(to.group("class"), to.group("method")));
      }
      case "filter" -> {
        Matcher to = standIn();
        yield plain(new Rule.Filter(to.group("class"), to.group("method")));
      }
      case "allow" -> plain(new Rule.Allow());
      case "refuse" -> plain(new Rule.Refuse(""));
      case String other -> refusal(other);
    };
  }

  private Action refusal(String word) {
    if (!word.startsWith("refuse:")) {
      List<String> known = List.of("allow", "refuse", "->", "before", "after", "same");
      throw wrong("\"" + word + "\" is no action" + NearestName.hint(word, known));
    }
    String grant = word.substring("refuse:".length());
    if (Grant.of(grant).isEmpty()) {
      throw wrong("\"" + grant + "\" is no grant" + NearestName.hint(grant, Grant.words()));
    }
    Rule granted = isNext("else") ? action().rule() : new Rule.Allow();
    return new Action(new Rule.Refuse(grant), granted);
  }

  /** Whether that word comes next; then it is taken. */
  private boolean isNext(String word) {
    boolean next = word.equals(words.peek());
    if (next) {
      words.remove();
    }
    return next;
  }

  private static Action plain(Rule rule) {
    return new Action(rule, rule);
  }

  private Matcher standIn() {
    String word = word("a stand-in such as SystemProperties.getenv");
    Matcher standIn = STAND_IN.matcher(word);
    if (!standIn.matches()) {
      throw wrong("\"" + word + "\" is no stand-in such as SystemProperties.getenv");
    }
    return standIn;
  }

  private String word(String wanted) {
    if (words.isEmpty()) {
      throw wrong("there wants to be " + wanted);
    }
    return words.remove();
  }

  private String parameters(Optional<String> types) {
    if (types.isEmpty()) {
      return "";
    }
    String inner = types.get().substring(1, types.get().length() - 1).strip();
    StringBuilder descriptor = new StringBuilder("(");
    for (String type : inner.isEmpty() ? new String[0] : inner.split(",", -1)) {
      descriptor.append(descriptor(type.strip()));
    }
    return descriptor.append(')').toString();
  }

  private String descriptor(String type) {
    if (type.endsWith("[]")) {
      return "[" + descriptor(type.substring(0, type.length() - 2));
    }
    if (!type.matches("[\\w$]+(\\.[\\w$]+)*")) {
      throw wrong("\"" + type + "\" is no type");
    }
    return switch (type) {
      case "boolean" -> "Z";
      case "byte" -> "B";
      case "char" -> "C";
      case "double" -> "D";
      case "float" -> "F";
      case "int" -> "I";
      case "long" -> "J";
      case "short" -> "S";
      case String name ->
          "L" + (name.contains(".") ? name.replace('.', '/') : "java/lang/" + name) + ";";
    };
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(where + " line " + number + ": " + what);
  }
}
