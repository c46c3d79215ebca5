package dev.hearth.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.Setting;
import dev.hearth.host.invocation.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what is written about Hearth against what Hearth is. */
class RepositoryTest {

  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Set<Reason> OF_LATER_RELEASES =
      Set.of(Reason.SCHEMA_VIOLATION, Reason.CALLER_TIMEOUT, Reason.HOST_ERROR);

  @Test
  void theReadmeNamesEverySettingWithItsDefault() {
    String readme = read(ROOT.resolve("README.md"));
    for (Setting setting : HearthConfig.SETTINGS) {
      assertThat(readme.lines())
          .as(setting.key())
          .anyMatch(line ->
              line.startsWith("|")
                  && line.contains("`" + setting.key() + "`")
                  && line.contains("`" + setting.defaultText() + "`"));
    }
  }

  @Test
  void theReadmeNamesEveryReasonThatAnAnswerCanHave() {
    String readme = read(ROOT.resolve("README.md"));
    Arrays.stream(Reason.values())
        .filter(reason -> !OF_LATER_RELEASES.contains(reason))
        .forEach(reason -> assertThat(readme).contains("`" + reason.slug() + "`"));
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() {
    Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
    for (Path page : pages()) {
      Matcher matcher = link.matcher(read(page));
      while (matcher.find()) {
        assertThat(page.resolveSibling(matcher.group(1))).as(page.toString()).exists();
      }
    }
  }

  @Test
  void everyTestThatTheReadmeNamesIsThere() {
    Matcher matcher = Pattern.compile("`([A-Z]\\w+Test)`").matcher(read(ROOT.resolve("README.md")));
    Set<String> missing = new TreeSet<>();
    Set<String> there = testNames();
    while (matcher.find()) {
      if (!there.contains(matcher.group(1))) {
        missing.add(matcher.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theTopLevelHoldsTheAgreedEntriesOnly() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .filteredOn(name -> !name.startsWith(".") && !Set.of("data", "target").contains(name))
          .containsExactlyInAnyOrder(
              "LICENSE",
              "README.md",
              "function-api",
              "pom.xml",
              "runtime-host",
              "sample-functions",
              "scripts");
    }
  }

  private static List<Path> pages() {
    return files(ROOT, ".md");
  }

  private static Set<String> testNames() {
    return Stream.of("function-api/src/test", "runtime-host/src/test")
        .flatMap(folder -> files(ROOT.resolve(folder), "Test.java").stream())
        .map(path -> path.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toSet());
  }

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.toString().endsWith(ending))
          .filter(path -> !path.toString().contains("/target/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
