package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  private static final List<Setting> KNOWN =
      List.of(
          new Setting("pool.keep-alive", "10m", "x"),
          new Setting("gateway", "127.0.0.1:8080", "x"),
          new Setting("instances.max", "5", "x"),
          new Setting("body", "1MiB", "x"));

  private final Problems problems = new Problems();
  private final SettingsReader reader = new SettingsReader(KNOWN, problems);

  private List<String> said() {
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void givesTheDefaultsWhenNobodySaysOtherwise() {
    Settings settings = reader.settings();
    assertThat(settings.duration("pool.keep-alive")).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.integer("instances.max", 1, 9)).isEqualTo(5);
    assertThat(settings.size("body")).isEqualTo(ByteSize.mebibytes(1));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void takesNestedAndDottedKeysOfAFile() {
    reader.file("hearth.yaml", "pool:\n  keep-alive: 5s\ninstances.max: 7\n");
    Settings settings = reader.settings();
    assertThat(settings.duration("pool.keep-alive")).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.integer("instances.max", 1, 9)).isEqualTo(7);
  }

  @Test
  void takesBothFormsOfAFlag() {
    reader.commandLine(List.of("--instances.max", "3", "--pool.keep-alive=9s"));
    Settings settings = reader.settings();
    assertThat(settings.integer("instances.max", 1, 9)).isEqualTo(3);
    assertThat(settings.duration("pool.keep-alive")).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void saysWhichFlagHasTheWrongForm() {
    reader.commandLine(List.of("instances.max=3", "--gateway"));
    assertThat(said())
        .containsExactly(
            "instances.max=3: a flag has the form --key=value",
            "--gateway: its value is missing: write --gateway=value");
  }

  @Test
  void namesTheNearestKeyForAnUnknownOneWhereverItStands() {
    reader
        .file("hearth.yaml", "pool: {keepalive: 5s}")
        .environment(Map.of("HEARTH_GATEWAI", "x", "PATH", "y"))
        .commandLine(List.of("--bodi=1MiB"));
    assertThat(said())
        .containsExactly(
            "hearth.yaml: unknown setting \"pool.keepalive\": did you mean \"pool.keep-alive\"?",
            "HEARTH_GATEWAI: unknown setting: did you mean \"HEARTH_GATEWAY\"?",
            "--bodi: unknown setting \"bodi\": did you mean \"body\"?");
  }

  @Test
  void saysWhereAValueThatCannotBeReadWasSet() {
    Settings settings =
        reader
            .file("hearth.yaml", "body: much")
            .environment(Map.of("HEARTH_INSTANCES_MAX", "10"))
            .commandLine(List.of("--pool.keep-alive=0s"))
            .settings();
    settings.size("body");
    settings.integer("instances.max", 1, 9);
    settings.duration("pool.keep-alive");
    assertThat(said())
        .containsExactly(
            "body (from hearth.yaml): \"much\" is not a size: write for instance 128MiB, 64KiB or"
                + " 1GiB",
            "instances.max (from HEARTH_INSTANCES_MAX): \"10\" is not a whole number from 1 to 9",
            "pool.keep-alive (from --pool.keep-alive): must be longer than 0s");
  }

  @Test
  void saysWhatIsWrongWithAFileAsAWhole() {
    reader.file("a.yaml", "- x").file("b.yaml", "a: [").file("c.yaml", "gateway: [a, b]");
    assertThat(said()).hasSize(3);
    assertThat(said().get(0)).startsWith("a.yaml: the file must be a mapping");
    assertThat(said().get(1)).startsWith("b.yaml: the file is not valid YAML");
    assertThat(said().get(2)).startsWith("c.yaml: ");
  }

  @Test
  void takesAnEmptyFile() {
    reader.file("hearth.yaml", "").file("hearth.yaml", "# nothing\n");
    assertThat(said()).isEmpty();
  }

  @Test
  void hasNoSettingThatTheHostDoesNotKnow() {
    Settings settings = reader.settings();
    assertThatThrownBy(() -> settings.path("data"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data");
  }

  @Test
  void keepsOnlyTheFirstFiftyProblemsButCountsTheRest() {
    for (int i = 0; i < 60; i++) {
      problems.add("", "p" + i);
    }
    assertThat(said()).hasSize(51).contains("p49").doesNotContain("p50");
    assertThat(said().getLast()).isEqualTo("10 more problems of this kind");
  }
}
