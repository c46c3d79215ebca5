package dev.hearth.host.worker;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.validation.CallValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Makes an invocation of a leased task: finds the version that its target names now, and asks
 * whether it may be called. Stateless but for its collaborators.
 */
final class Attempts {

  /**
   * How long a task may wait for its turn in the scheduler before it goes back to the store; more
   * where the manifest says so.
   */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The longest lease; what runs longer has it extended. */
  static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final FunctionRegistry registry;
  private final InvocationTracer tracer;
  private final AttemptRunner runner;
  private final TimeSource time;
  private final DoubleSupplier draws;

  Attempts(
      FunctionRegistry registry,
      InvocationTracer tracer,
      AttemptRunner runner,
      TimeSource time,
      DoubleSupplier draws) {
    this.registry = registry;
    this.tracer = tracer;
    this.runner = runner;
    this.time = time;
    this.draws = draws;
  }

  /** What a leased task becomes. */
  sealed interface Prepared {

    /** What holds for the version that it would run, or ran. */
    FunctionSpec spec();

    /** It may be run. */
    record Ready(Invocation invocation, FunctionSpec spec) implements Prepared {}

    /** It may not. */
    record Refused(FunctionSpec spec, Outcome.Failed why) implements Prepared {}
  }

  /** How long a task of this function is leased for at a time. */
  static Duration leaseFor(FunctionSpec spec) {
    Duration all =
        patience(spec).plus(spec.timeouts().init()).plus(spec.timeouts().run()).plus(MARGIN);
    return shorter(all, LONGEST_LEASE);
  }

  private static Duration patience(FunctionSpec spec) {
    Duration manifest = spec.timeouts().queue();
    return manifest.compareTo(PATIENCE) > 0 ? manifest : PATIENCE;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** The lane in which tasks of a function wait. */
  static Lane lane(FunctionSpec spec) {
    return spec.lane() == Lane.LONG ? Lane.LONG : Lane.BACKGROUND;
  }

  /** What holds for the version that a task would run now; what is usual if there is none. */
  FunctionSpec specOf(NewTask task) {
    Target target = task.target();
    return registry
        .find(target.function())
        .flatMap(function ->
            versionFor(task, function).map(v -> function.queued(v.spec(), target.qualifier())))
        .orElseGet(FunctionSpec::defaults);
  }

  private Optional<FunctionVersion> versionFor(NewTask task, DeployedFunction function) {
    return FunctionRegistry.resolve(
        function,
        task.target().qualifier(),
        alias -> alias.pick(function.name(), task.input()::values, draws));
  }

  /**
   * The same task, which may end earlier, never later, than it was taken in for: at the age that
   * the settings of its function give it now.
   */
  LeasedTask withinSettings(LeasedTask leased) {
    NewTask task = leased.task();
    Instant accepted = task.terms().expiresAt();
    return registry
        .find(task.target().function())
        .flatMap(function ->
            Optional.ofNullable(function.settings().async().get(task.target().qualifier())))
        .flatMap(AsyncTerms::maxAge)
        .map(task.terms().acceptedAt()::plus)
        .filter(accepted::isAfter)
        .map(leased::until)
        .orElse(leased);
  }

  /** Makes an invocation of the task, which counts as called then. */
  Prepared prepare(LeasedTask leased) {
    NewTask task = leased.task();
    Target target = task.target();
    Optional<DeployedFunction> function = registry.find(target.function());
    if (function.isEmpty()) {
      return gone(Reason.UNKNOWN_FUNCTION, "no function is deployed as \"" + target.function());
    }
    return versionFor(task, function.get())
        .map(version -> prepare(leased, version, function.get()))
        .orElseGet(() ->
            gone(
                Reason.UNKNOWN_VERSION,
                target.function() + " has no version or alias \"" + target.qualifier()));
  }

  private static Prepared gone(Reason reason, String what) {
    return new Prepared.Refused(
        FunctionSpec.defaults(),
        new Outcome.Failed(reason, what + "\" any more; redrive the task when it is there again"));
  }

  private Prepared prepare(LeasedTask leased, FunctionVersion version, DeployedFunction function) {
    Instant now = time.now();
    NewTask task = leased.task();
    FunctionSpec spec = function.queued(version.spec(), task.target().qualifier());
    Duration left = Duration.between(now, task.terms().expiresAt());
    if (!left.isPositive()) {
      return new Prepared.Refused(
          spec,
          new Outcome.Failed(Reason.QUEUE_TIMEOUT, "no attempt began within the task's time"));
    }
    return runner
        .refuse(head(version, function.enabled(), leased))
        .<Prepared>map(why -> new Prepared.Refused(spec, why))
        .orElseGet(() ->
            new Prepared.Ready(
                new Invocation(
                    task.id(),
                    version,
                    task.input(),
                    task.origin().kind().trigger(),
                    leased.attempt(),
                    now,
                    tracer.begin(version, task.id(), now, task.trace()),
                    new Lineage(task.hops(), Instant.MAX),
                    lane(spec),
                    shorter(patience(spec), left)),
                spec));
  }

  private static CallValidator.Head head(
      FunctionVersion version, boolean enabled, LeasedTask leased) {
    NewTask task = leased.task();
    return new CallValidator.Head(
        version,
        enabled,
        task.input() instanceof Input.Http http ? http.method() : "POST",
        wasCounted(leased)
            ? new CallValidator.Caller.Counted()
            : new CallValidator.Caller.Permitted(),
        task.hops(),
        task.input().body().size());
  }

  /** A call was held to the function's rate when it came; what the host begins itself was not. */
  private static boolean wasCounted(LeasedTask leased) {
    Origin.Kind kind = leased.task().origin().kind();
    return leased.attempt() == 1 && (kind == Origin.Kind.CALL || kind == Origin.Kind.INVOKE);
  }
}
