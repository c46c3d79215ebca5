package dev.hearth.host.store;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Permissions.Destination;
import dev.hearth.host.registry.Permissions.Directory;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.registry.Priority;
import dev.hearth.host.registry.SandboxKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Specs of every kind, for properties. */
final class Specs {

  private Specs() {}

  static Arbitrary<FunctionSpec> any() {
    Arbitrary<FunctionSpec> plain =
        Combinators.combine(
                texts(), Arbitraries.of(SandboxKind.class), timeouts(), budgets(), concurrency())
            .as(Specs::withDefaults);
    Arbitrary<FunctionSpec> confined =
        Combinators.combine(plain, confinements()).as(Specs::confined);
    return Combinators.combine(
            confined,
            Arbitraries.of(Lane.class),
            Arbitraries.of(Priority.class),
            Arbitraries.of(true, false),
            retries(),
            Arbitraries.of(AuthMode.class),
            envs(),
            Combinators.combine(durations(), rates()).as(Keeping::new))
        .as((spec, lane, priority, idempotent, retry, auth, env, keeping) ->
            new FunctionSpec(
                spec.handler(),
                spec.sandbox(),
                spec.timeouts(),
                spec.budget(),
                spec.concurrency(),
                lane,
                priority,
                idempotent,
                retry,
                auth,
                env,
                keeping.alive(),
                spec.confinement(),
                keeping.to(),
                exchange(idempotent, auth),
                FunctionSpec.Background.NONE));
  }

  /** One of the four; which, follows from what was drawn for something else. */
  private static FunctionSpec.Exchange exchange(boolean streams, AuthMode auth) {
    return new FunctionSpec.Exchange(
        streams ? FunctionSpec.Body.STREAM : FunctionSpec.Body.BUFFERED,
        auth == AuthMode.KEY
            ? FunctionSpec.OnDisconnect.CANCEL
            : FunctionSpec.OnDisconnect.CONTINUE);
  }

  private record Keeping(Duration alive, Rate to) {}

  private static Arbitrary<Rate> rates() {
    return Arbitraries.of("", "1/s", "600/m burst 1", "10/h burst 240")
        .map(text -> text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text));
  }

  private static FunctionSpec withDefaults(
      String handler,
      SandboxKind sandbox,
      FunctionSpec.Timeouts timeouts,
      FunctionSpec.CallBudget budget,
      FunctionSpec.Concurrency concurrency) {
    FunctionSpec usual = FunctionSpec.defaults();
    return new FunctionSpec(
        handler,
        sandbox,
        timeouts,
        budget,
        concurrency,
        usual.lane(),
        usual.priority(),
        usual.idempotent(),
        usual.retry(),
        usual.auth(),
        usual.env(),
        usual.keepAlive(),
        usual.confinement(),
        usual.rate(),
        usual.exchange(),
        FunctionSpec.Background.NONE);
  }

  private static FunctionSpec confined(FunctionSpec spec, Confinement confinement) {
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
        spec.env(),
        spec.keepAlive(),
        confinement,
        spec.rate(),
        spec.exchange(),
        FunctionSpec.Background.NONE);
  }

  private static Arbitrary<Confinement> confinements() {
    Arbitrary<Destination> destinations =
        Arbitraries.of("api.acme.com:443", "*.acme.com:*", "[::1]:8080", "10.0.0.1:1")
            .map(Destination::parse);
    Arbitrary<Directory> directories =
        Arbitraries.of("/srv/a, b", "rw:/srv/\"c\\", "rw:/").map(Directory::parse);
    Arbitrary<Permissions> permissions =
        Combinators.combine(
                Arbitraries.of(true, false),
                destinations.list().ofMaxSize(3),
                directories.list().ofMaxSize(3),
                Arbitraries.of(Grant.class).set().ofMaxSize(2),
                Arbitraries.of("*", "shop", "a-1").set().ofMaxSize(3),
                Arbitraries.of("*", "com.acme.*", "é").set().ofMaxSize(3))
            .as((any, net, files, allow, invoke, emit) ->
                new Permissions(any, any ? List.of() : net, files, allow, invoke, emit));
    return Combinators.combine(Arbitraries.of(Policy.class), permissions).as(Confinement::new);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\u0001', '\ud7ff')
        .withChars('"', '\\', '.', '\n', '\'')
        .ofMaxLength(12);
  }

  private static Arbitrary<Map<String, String>> envs() {
    return Arbitraries.maps(texts(), texts()).ofMaxSize(4);
  }

  private static Arbitrary<Duration> durations() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 1_000_000_000L), Arbitraries.integers().between(0, 999))
        .as((seconds, nanos) -> Duration.ofSeconds(seconds, nanos));
  }

  private static Arbitrary<FunctionSpec.Timeouts> timeouts() {
    return Combinators.combine(durations(), durations(), durations())
        .as(FunctionSpec.Timeouts::new);
  }

  private static Arbitrary<FunctionSpec.CallBudget> budgets() {
    return Combinators.combine(
            durations(), Arbitraries.longs().greaterOrEqual(0).map(ByteSize::new))
        .as(FunctionSpec.CallBudget::new);
  }

  private static Arbitrary<FunctionSpec.Concurrency> concurrency() {
    return Combinators.combine(
            Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers())
        .as(FunctionSpec.Concurrency::new);
  }

  private static Arbitrary<FunctionSpec.RetrySpec> retries() {
    return Combinators.combine(Arbitraries.integers(), durations(), durations(), durations())
        .as(FunctionSpec.RetrySpec::new);
  }
}
