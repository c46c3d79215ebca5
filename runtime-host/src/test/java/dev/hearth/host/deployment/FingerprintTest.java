package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintTest {

  /** An upload with its configuration. */
  record Upload(Digest artifact, FunctionSpec spec) {
    Digest fingerprint() {
      return Fingerprint.of(artifact, spec, Map.of());
    }
  }

  @Property(tries = 1000)
  void areEqualExactlyWhenBytesAndConfigurationAre(
      @ForAll("uploads") Upload one, @ForAll("uploads") Upload other) {
    assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(one.equals(other));
  }

  @Property(tries = 100)
  void doNotDependOnTheOrderOfTheEnvironment(
      @ForAll("envs") Map<String, String> env, @ForAll("uploads") Upload upload) {
    Map<String, String> backwards = new LinkedHashMap<>();
    env.keySet().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(key -> backwards.put(key, env.getOrDefault(key, "")));
    assertThat(Fingerprint.of(upload.artifact(), with(upload.spec(), env), Map.of()))
        .isEqualTo(Fingerprint.of(upload.artifact(), with(upload.spec(), backwards), Map.of()));
  }

  @Provide
  Arbitrary<Upload> uploads() {
    Arbitrary<FunctionSpec> specs =
        Combinators.combine(
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of(AuthMode.class),
                Arbitraries.of(Duration.ZERO, Duration.ofSeconds(1)),
                envs())
            .as((each, warm, auth, alive, env) ->
                with(
                    Versions.of("x")
                        .calls(each, 5, warm)
                        .auth(auth)
                        .keepAlive(alive)
                        .version()
                        .spec(),
                    env));
    return Combinators.combine(Arbitraries.of("a", "b"), specs)
        .as((letter, spec) -> new Upload(new Digest(letter.repeat(64)), spec));
  }

  /** Few characters, so that joined texts meet. */
  @Provide
  Arbitrary<Map<String, String>> envs() {
    Arbitrary<String> text = Arbitraries.strings().withChars("A1:\n,=").ofMaxLength(3);
    return Arbitraries.maps(text, text).ofMaxSize(2);
  }

  private static FunctionSpec with(FunctionSpec spec, Map<String, String> env) {
    return new FunctionSpec(
        spec.handler(),
        spec.sandbox(),
        spec.timeouts(),
        spec.budget(),
        spec.concurrency(),
        spec.lane(),
        spec.priority(),
        spec.idempotent(),
        spec.retry(),
        spec.auth(),
        env,
        spec.keepAlive(),
        spec.confinement(),
        spec.rate(),
        spec.exchange(),
        FunctionSpec.Background.NONE);
  }
}
