package dev.hearth.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.HostPort;
import dev.hearth.host.config.Problem;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.Setting;
import dev.hearth.host.config.SettingsReader;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.request.StreamLimits;
import dev.hearth.host.scheduling.SchedulerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting by name, its default, and who overrules whom. */
class HearthConfigTest {

  private final Problems problems = new Problems();

  private SettingsReader reader() {
    return new SettingsReader(HearthConfig.SETTINGS, problems);
  }

  static Stream<Setting> settings() {
    return HearthConfig.SETTINGS.stream();
  }

  /** Three values that the setting takes: one is not its default, and none is like the next. */
  private static List<String> values(Setting setting) {
    String usual = setting.defaultText();
    if (usual.contains(":")) {
      return List.of("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3");
    }
    if (usual.equals("adaptive")) {
      return List.of("fixed", "adaptive", "fixed");
    }
    if (usual.equals("oldest")) {
      return List.of("newest", "oldest", "newest");
    }
    if (usual.startsWith("./")) {
      return List.of("a", "b", "c");
    }
    if (usual.endsWith("B")) {
      return List.of("11B", "12B", "13B");
    }
    return usual.matches("\\d+") ? List.of("11", "12", "13") : List.of("11s", "12s", "13s");
  }

  @Test
  void hasTheDefaultsThatTheReferenceNames() {
    HearthConfig config = HearthConfig.from(reader().settings());
    assertThat(config.gateway()).isEqualTo(new HostPort("127.0.0.1", 8080));
    assertThat(config.admin()).isEqualTo(new HostPort("127.0.0.1", 9090));
    assertThat(config.data()).isEqualTo(Path.of("./data"));
    assertThat(config.limits())
        .isEqualTo(
            new HearthConfig.RequestLimits(
                ByteSize.mebibytes(256),
                ByteSize.mebibytes(6),
                ByteSize.kibibytes(16),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                ByteSize.mebibytes(6),
                ByteSize.mebibytes(1024),
                new StreamLimits(ByteSize.mebibytes(1024), Duration.ofSeconds(10))));
    assertThat(config.pool())
        .isEqualTo(new PoolConfig(Duration.ofMinutes(10), ByteSize.mebibytes(1024)));
    assertThat(config.scheduling().instances())
        .isEqualTo(new SchedulerConfig.Instances(2000, 4, 8));
    assertThat(config.scheduling().maxWaiting()).isEqualTo(1000);
    assertThat(config.scheduling().congestedOrder()).isEqualTo(SchedulerConfig.Order.OLDEST);
    assertThat(config.drainGrace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(problems.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsRead(Setting setting) {
    HearthConfig usual = HearthConfig.from(reader().settings());
    String flag = "--" + setting.key() + "=" + values(setting).getFirst();
    HearthConfig other = HearthConfig.from(reader().commandLine(List.of(flag)).settings());
    assertThat(other).isNotEqualTo(usual);
    assertThat(problems.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingThatCannotBeReadIsAProblem(Setting setting) {
    if (setting.key().equals("data")) {
      return; // every text is a path
    }
    String flag = "--" + setting.key() + "=?";
    var _ = HearthConfig.from(reader().commandLine(List.of(flag)).settings());
    assertThat(problems.list()).extracting(Problem::where).allMatch(w -> w.contains(setting.key()));
    assertThat(problems.list()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aFlagIsStrongerThanTheEnvironmentAndThatThanTheFile(Setting setting) {
    String yaml = setting.key() + ": \"" + values(setting).get(0) + '"';
    Map<String, String> environment = Map.of(setting.variable(), values(setting).get(1));
    List<String> flags = List.of("--" + setting.key() + "=" + values(setting).get(2));

    assertThat(HearthConfig.from(reader().file("f", yaml).settings()))
        .isEqualTo(onlyFlag(setting, 0));
    assertThat(HearthConfig.from(reader().file("f", yaml).environment(environment).settings()))
        .isEqualTo(onlyFlag(setting, 1));
    assertThat(
            HearthConfig.from(
                reader().file("f", yaml).environment(environment).commandLine(flags).settings()))
        .isEqualTo(onlyFlag(setting, 2));
  }

  private HearthConfig onlyFlag(Setting setting, int value) {
    return HearthConfig.from(
        reader().commandLine(List.of("--" + setting.key(), values(setting).get(value))).settings());
  }
}
