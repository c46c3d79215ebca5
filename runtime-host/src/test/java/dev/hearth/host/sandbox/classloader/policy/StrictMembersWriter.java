package dev.hearth.host.sandbox.classloader.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes the lists of the strict policy anew, after a choice was changed or Java was updated:
 *
 * <pre>
 * java -cp runtime-host/target/test-classes:runtime-host/target/classes \
 *     dev.hearth.host.sandbox.classloader.policy.StrictMembersWriter runtime-host/src
 * </pre>
 *
 * The difference is to be read before it is committed: every line more is something that code of
 * strangers may use.
 */
final class StrictMembersWriter {

  static final String DENIED = "strict-denied.txt";

  private StrictMembersWriter() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("resources/dev/hearth/host/sandbox/classloader/policy");
    Path source = Path.of(args[0]);
    Platform platform = new Platform();
    StrictMembers members = listed(platform);
    Files.writeString(
        source.resolve("main").resolve(folder).resolve(RuleTable.STRICT_MEMBERS),
        """
        # What the strict policy allows, for Java %d. Written by StrictMembersWriter.
        # A class, then its members; those with - in front are refused, - alone refuses all others.
        """
                .formatted(Runtime.version().feature())
            + members.text());
    Files.writeString(
        source.resolve("test").resolve(folder).resolve(DENIED),
        "# Classes of java.base that the strict policy leaves out. Written by StrictMembersWriter.\n"
            + denied(platform, members));
  }

  /** What the choices come to. */
  static StrictMembers listed(Platform platform) throws IOException {
    return new StrictChoices(platform, resource(StrictChoices.CHOICES)).members(tableAlone());
  }

  /** What the table says of the strict policy, without the list. */
  static Rules tableAlone() {
    return TableRules.of(RuleTable.lines(), line -> line.strict().rule(), StrictMembers.none());
  }

  private static String denied(Platform platform, StrictMembers members) {
    Map<String, List<String>> byPackage = new TreeMap<>();
    for (String name : platform.packagesOf("java.base")) {
      List<String> left =
          platform.publicClasses(name).stream()
              .map(Platform.PlatformClass::name)
              .filter(type -> !members.byClass().containsKey(type))
              .map(type -> type.substring(name.length() + 1))
              .toList();
      if (!left.isEmpty()) {
        byPackage.put(name, new ArrayList<>(left));
      }
    }
    StringBuilder text = new StringBuilder();
    byPackage.forEach((name, types) ->
        text.append(name).append(' ').append(String.join(" ", types)).append('\n'));
    return text.toString();
  }

  static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StrictMembersWriter.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
