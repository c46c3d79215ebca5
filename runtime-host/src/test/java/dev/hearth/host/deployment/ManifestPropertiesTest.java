package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.DurationText;
import dev.hearth.host.config.Problems;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Priority;
import dev.hearth.host.registry.SandboxKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class ManifestPropertiesTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** What manifests, and attacks on their readers, are made of. */
  private static final List<String> FRAGMENTS =
      List.of(
          "handler",
          "timeout",
          "run",
          "env",
          "concurrency",
          "max",
          "lane",
          "auth",
          ": ",
          ":",
          "{",
          "}",
          "[",
          "]",
          ", ",
          "\n",
          "  ",
          "- ",
          "&a ",
          "*a",
          "!!binary ",
          "!x ",
          "\"",
          "'",
          "|\n",
          ">",
          "? ",
          "5s",
          "0x1F",
          "1e999999",
          ".nan",
          "true",
          "null",
          "~",
          "%YAML 1.2\n",
          "---\n",
          "...\n",
          "#",
          "\t",
          "\\u12",
          "<<",
          "\0",
          "\ud800",
          "@",
          "`",
          "PT-5S",
          "9999999999999999999999");

  @Property(tries = 500)
  void noTextMakesItThrow(@ForAll String text) {
    ManifestReader.read(List.of(new ManifestText("config", text)), new Problems());
  }

  @Property(tries = 1000)
  void noTextThatLooksLikeAManifestMakesItThrow(@ForAll("almost") String text) {
    ManifestReader.read(List.of(new ManifestText("config", text)), new Problems());
  }

  @Provide
  Arbitrary<String> almost() {
    return Arbitraries.of(FRAGMENTS).list().ofMaxSize(25).map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void readsBackASpecWrittenAsYaml(@ForAll("specs") FunctionSpec spec) {
    assertThat(ManifestReaderTest.good(yaml(spec))).isEqualTo(spec);
  }

  @Property(tries = 100)
  void aSpecInTheStrongerLayerHidesAnyInTheWeaker(
      @ForAll("specs") FunctionSpec weaker, @ForAll("specs") FunctionSpec stronger) {
    FunctionSpec merged = ManifestReaderTest.good(yaml(weaker), yaml(stronger));
    assertThat(merged.env()).containsAllEntriesOf(stronger.env());
    assertThat(merged.env().keySet()).containsAll(weaker.env().keySet());
    assertThat(merged.timeouts()).isEqualTo(stronger.timeouts());
    assertThat(merged.lane()).isEqualTo(stronger.lane());
  }

  @Provide
  Arbitrary<FunctionSpec> specs() {
    Arbitrary<FunctionSpec.Timeouts> timeouts =
        Combinators.combine(upTo(86_400_000), upTo(86_400_000), upTo(60_000))
            .as(FunctionSpec.Timeouts::new);
    Arbitrary<Duration> cpu = Arbitraries.longs().between(10, 3_600_000).map(Duration::ofMillis);
    Arbitrary<FunctionSpec.CallBudget> budgets =
        Combinators.combine(
                cpu, Arbitraries.longs().between(16 << 20, 64L << 30).map(ByteSize::new))
            .as(FunctionSpec.CallBudget::new);
    Arbitrary<FunctionSpec.Concurrency> concurrency =
        Combinators.combine(whole(1, 1_000), whole(0, 10_000), whole(0, 10_000))
            .as((each, a, b) -> new FunctionSpec.Concurrency(each, Math.max(a, b), Math.min(a, b)));
    return Combinators.combine(
            timeouts,
            budgets,
            concurrency,
            retries(),
            envs(),
            Arbitraries.of(Lane.class),
            Arbitraries.of(Priority.class),
            Arbitraries.of(AuthMode.class))
        .as((timeout, budget, calls, retry, env, lane, priority, auth) ->
            new FunctionSpec(
                "com.acme.Hello",
                SandboxKind.CLASSLOADER,
                timeout,
                budget,
                calls,
                lane,
                priority,
                env.size() % 2 == 0,
                retry,
                auth,
                env,
                retry.base(),
                FunctionSpec.defaults().confinement(),
                FunctionSpec.defaults().rate(),
                FunctionSpec.defaults().exchange(),
                FunctionSpec.Background.NONE));
  }

  private static Arbitrary<FunctionSpec.RetrySpec> retries() {
    return Combinators.combine(whole(1, 100), upTo(1_000), upTo(1_000), upTo(2_592_000_000L))
        .as((most, a, b, age) -> new FunctionSpec.RetrySpec(most, min(a, b), max(a, b), age));
  }

  private static Arbitrary<Map<String, String>> envs() {
    // YAML takes other control characters only as escapes.
    Arbitrary<String> values =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u00a0', '\ud7ff')
            .ofMaxLength(10);
    return Arbitraries.maps(
            Arbitraries.strings().alpha().withChars('_').ofMinLength(1).ofMaxLength(6), values)
        .ofMaxSize(4);
  }

  private static Arbitrary<Duration> upTo(long millis) {
    return Arbitraries.longs().between(1, millis).map(Duration::ofMillis);
  }

  private static Arbitrary<Integer> whole(int least, int most) {
    return Arbitraries.integers().between(least, most);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static String yaml(FunctionSpec spec) {
    return """
    handler: %s
    sandbox: %s
    timeout:
      queue: %s
      init: %s
      run: %s
    budget: {cpu: %s, memory: %s}
    concurrency: {perInstance: %d, max: %d, warm: %d}
    lane: %s
    priority: %s
    idempotent: %s
    retry: {maxAttempts: %d, base: %s, cap: %s, maxAge: %s}
    auth: %s
    env: %s
    keepAlive: %s
    """
        .formatted(
            spec.handler(),
            name(spec.sandbox()),
            DurationText.format(spec.timeouts().queue()),
            spec.timeouts().init(),
            DurationText.format(spec.timeouts().run()),
            DurationText.format(spec.budget().cpu()),
            spec.budget().memory(),
            spec.concurrency().perInstance(),
            spec.concurrency().max(),
            spec.concurrency().warm(),
            name(spec.lane()),
            name(spec.priority()),
            spec.idempotent(),
            spec.retry().maxAttempts(),
            DurationText.format(spec.retry().base()),
            DurationText.format(spec.retry().cap()),
            DurationText.format(spec.retry().maxAge()),
            name(spec.auth()),
            JSON.writeValueAsString(spec.env()),
            DurationText.format(spec.keepAlive()));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
