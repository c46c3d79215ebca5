package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problem;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.registry.Priority;
import dev.hearth.host.registry.SandboxKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

  private static final String EVERY_KEY =
      """
      handler: com.acme.Hello            # found by itself when there is exactly one
      sandbox: classloader
      timeout: {queue: 6s, init: 11s, run: 31s}
      budget: {cpu: 12s, memory: 64MiB}
      concurrency: {perInstance: 2, max: 50, warm: 3}
      lane: background
      priority: high
      idempotent: true
      retry: {maxAttempts: 5, base: 2s, cap: 6m, maxAge: 7h}
      auth: public
      env: {GREETING: hello}
      keepAlive: 10m
      policy: strict
      permissions: {net: ["api.acme.com:443"], files: [tmp, /srv/data, "rw:/srv/out"], allow: [listen]}
      """;

  @Test
  void readsEveryKey() {
    assertThat(good(EVERY_KEY))
        .isEqualTo(
            new FunctionSpec(
                "com.acme.Hello",
                SandboxKind.CLASSLOADER,
                new FunctionSpec.Timeouts(
                    Duration.ofSeconds(6), Duration.ofSeconds(11), Duration.ofSeconds(31)),
                new FunctionSpec.CallBudget(Duration.ofSeconds(12), ByteSize.mebibytes(64)),
                new FunctionSpec.Concurrency(2, 50, 3),
                Lane.BACKGROUND,
                Priority.HIGH,
                true,
                new FunctionSpec.RetrySpec(
                    5, Duration.ofSeconds(2), Duration.ofMinutes(6), Duration.ofHours(7)),
                AuthMode.PUBLIC,
                Map.of("GREETING", "hello"),
                Duration.ofMinutes(10),
                new Confinement(
                    Policy.STRICT,
                    new Permissions(
                        false,
                        List.of(new Permissions.Destination("api.acme.com", 443)),
                        List.of(
                            new Permissions.Directory("/srv/data", false),
                            new Permissions.Directory("/srv/out", true)),
                        Set.of(Grant.LISTEN))),
                Rate.UNLIMITED,
                FunctionSpec.Exchange.USUAL,
                FunctionSpec.Background.NONE));
  }

  @Test
  void fillsInTheDefaults() {
    assertThat(good()).isEqualTo(FunctionSpec.defaults());
    for (String empty : List.of("", "\n", "# nothing yet", "---\n", "{}", "null", "timeout:\n")) {
      assertThat(good(empty)).as(empty).isEqualTo(FunctionSpec.defaults());
    }
  }

  @Test
  void readsJsonAlsoWithTabs() {
    FunctionSpec spec =
        good("{\n\t\"handler\": \"com.acme.A\",\n\t\"timeout\": {\t\"run\": \"7s\"}\n}");
    assertThat(spec.handler()).isEqualTo("com.acme.A");
    assertThat(spec.timeouts().run()).isEqualTo(Duration.ofSeconds(7));
    assertThat(good("{handler: com.acme.B}").handler()).isEqualTo("com.acme.B");
  }

  @Test
  void theLaterLayerWinsKeyByKey() {
    FunctionSpec spec =
        good(
            "handler: com.acme.A\nsandbox: process\ntimeout: {init: 1s, run: 2s}\nenv: {A: a, B: b}",
            "sandbox: classloader\ntimeout: {run: 3s}\nenv: {B: c, C: d}\nhandler:");
    assertThat(spec.handler()).isEqualTo("com.acme.A");
    assertThat(spec.timeouts().init()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.timeouts().run()).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec.env()).isEqualTo(Map.of("A", "a", "B", "c", "C", "d"));
  }

  @Test
  void environmentValuesStayAsTheyWereWritten() {
    FunctionSpec spec =
        good("env: {V: 1.10, O: 0755, N: NO, T: true, B: 1_000, S: \"\", F: 1e3, D: 2026-01-02}");
    assertThat(spec.env())
        .isEqualTo(
            Map.of(
                "V",
                "1.10",
                "O",
                "0755",
                "N",
                "NO",
                "T",
                "true",
                "B",
                "1_000",
                "S",
                "",
                "F",
                "1e3",
                "D",
                "2026-01-02"));
  }

  @Test
  void namesTheNearestKey() {
    assertThat(bad("timout: 5s"))
        .containsExactly("timout: is not a key of the manifest: did you mean \"timeout\"?");
    assertThat(bad("timeout: {rnu: 5s}"))
        .containsExactly("timeout.rnu: is not a key of the manifest: did you mean \"run\"?");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(bad("timeout: {run: 30, init: [1]}\nlane: express\nidempotent: 1\nauth: {}"))
        .hasSize(5)
        .anySatisfy(
            p -> assertThat(p).startsWith("timeout.run: wants a duration").contains("\"30\""))
        .anySatisfy(
            p -> assertThat(p).startsWith("timeout.init: wants a duration").contains("list"))
        .anySatisfy(p ->
            assertThat(p)
                .startsWith("lane: wants one of [background, interactive, long]")
                .contains("did you mean"))
        .anySatisfy(p -> assertThat(p).startsWith("idempotent: wants true or false"))
        .anySatisfy(p -> assertThat(p).startsWith("auth: wants one of [key, public]"));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    for (String manifest :
        List.of(
            "timeout: {run: 0s}",
            "timeout: {queue: 2d}",
            "timeout: {init: 999999999999d}",
            "timeout: {init: -5s}",
            "budget: {cpu: 9ms}",
            "budget: {cpu: 61m}",
            "budget: {memory: 15MiB}",
            "budget: {memory: 65GiB}",
            "budget: {memory: 999999999999999GiB}",
            "concurrency: {perInstance: 0}",
            "concurrency: {perInstance: 1001}",
            "concurrency: {max: -1}",
            "concurrency: {max: 10001}",
            "concurrency: {max: 1.5}",
            "concurrency: {warm: -1}",
            "concurrency: {max: 2, warm: 3}",
            "retry: {maxAttempts: 0}",
            "retry: {base: 2m, cap: 1m}",
            "keepAlive: 60d",
            "handler: 5",
            "handler: com.acme..Hello",
            "handler: \"a b\"",
            "env: {1A: x}",
            "env: {A-B: x}",
            "env: {A: [x]}",
            "env: {A: null}",
            "env: {A: \"x\\0y\"}",
            "env: [A]",
            "timeout: 5s")) {
      assertThat(bad(manifest)).as(manifest).hasSize(1);
      String key = manifest.substring(0, manifest.indexOf(':'));
      assertThat(bad(manifest).getFirst()).as(manifest).startsWith(key);
    }
  }

  @Test
  void takesTheEndsOfTheRanges() {
    assertThat(good("budget: {cpu: 10ms, memory: 64GiB}").budget())
        .isEqualTo(
            new FunctionSpec.CallBudget(Duration.ofMillis(10), ByteSize.mebibytes(64L << 10)));
    assertThat(good("budget: {cpu: 1h, memory: 16MiB}").budget())
        .isEqualTo(new FunctionSpec.CallBudget(Duration.ofHours(1), ByteSize.mebibytes(16)));
    assertThat(good("concurrency: {perInstance: 1000, max: 10000, warm: 10000}").concurrency())
        .isEqualTo(new FunctionSpec.Concurrency(1000, 10_000, 10_000));
    assertThat(good("concurrency: {max: 0}").concurrency().max()).isZero();
    assertThat(good("timeout: {run: 60s}\nlane: interactive").lane()).isEqualTo(Lane.INTERACTIVE);
    assertThat(good("timeout: {run: 15m}\nlane: background").lane()).isEqualTo(Lane.BACKGROUND);
  }

  @Test
  void longRunsGoToTheLongLane() {
    assertThat(good("timeout: {run: 61s}").lane()).isEqualTo(Lane.LONG);
    assertThat(good("timeout: {run: 60s}").lane()).isEqualTo(Lane.INTERACTIVE);
    assertThat(good("timeout: {run: 2h}\nlane: long").lane()).isEqualTo(Lane.LONG);
    assertThat(bad("timeout: {run: 61s}\nlane: interactive"))
        .singleElement()
        .asString()
        .startsWith("timeout.run: is more than the 1m")
        .contains("lane: long");
    assertThat(bad("timeout: {run: 16m}\nlane: background"))
        .singleElement()
        .asString()
        .startsWith("timeout.run: is more than the 15m");
  }

  @Test
  void refusesWhatThisReleaseDoesNotHonour() {
    for (String manifest :
        List.of("isolation: strict", "auth: jwt", "sandbox: process", "sandbox: container")) {
      assertThat(bad(manifest))
          .as(manifest)
          .singleElement()
          .asString()
          .endsWith("is not available in this release of Hearth; remove it");
    }
  }

  @Test
  void limitsTheWholeEnvironment() {
    String half = "x".repeat(40_000);
    assertThat(bad("env: {A: " + half + "}", "env: {B: " + half + "}"))
        .containsExactly("env: has 80002 bytes of names and values: at most 64KiB");
  }

  @Test
  void refusesTextsThatAreLargerOrDeeperThanTheyShould() {
    String aliases = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]";
    assertThat(bad(aliases)).anySatisfy(p -> assertThat(p).contains("alias at line 2"));
    assertThat(bad("*a : x")).isNotEmpty();
    assertThat(bad("env: {<<: {A: b}}")).hasSize(1);
    assertThat(bad("a: " + "[".repeat(20_000)))
        .anySatisfy(p -> assertThat(p).contains("nested deeper"));
    assertThat(bad("{\"a\":".repeat(5_000))).isNotEmpty();
    assertThat(bad("#".repeat(65_537)))
        .containsExactly("layer 1: has 65537 bytes: a manifest has at most 64KiB");
  }

  @Test
  void saysWhereTheTextCannotBeRead() {
    assertThat(bad("handler: a\n  lane: [")).singleElement().asString().contains("line 2");
    assertThat(bad("just words")).singleElement().asString().contains("wants keys and values");
    assertThat(bad("[1, 2]")).singleElement().asString().contains("wants keys and values");
    assertThat(bad("handler: a\n---\nhandler: b"))
        .singleElement()
        .asString()
        .contains("more than one document");
    assertThat(bad("lane: long\nlane: long")).contains("lane: is there twice: keep one");
    assertThat(bad("{\"lane\": \"long\", \"lane\": \"long\"}"))
        .contains("lane: is there twice: keep one");
    assertThat(bad("env: {A: !!binary aGVsbG8=}")).isNotEmpty();
  }

  static FunctionSpec good(String... layers) {
    Problems problems = new Problems();
    FunctionSpec spec = ManifestReader.read(texts(layers), problems);
    assertThat(problems.list()).isEmpty();
    return spec;
  }

  static List<String> bad(String... layers) {
    Problems problems = new Problems();
    ManifestReader.read(texts(layers), problems);
    assertThat(problems.list()).isNotEmpty();
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static List<ManifestText> texts(String... layers) {
    return IntStream.range(0, layers.length)
        .mapToObj(i -> new ManifestText("layer " + (i + 1), layers[i]))
        .toList();
  }
}
