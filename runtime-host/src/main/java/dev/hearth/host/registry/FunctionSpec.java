package dev.hearth.host.registry;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import java.time.Duration;
import java.util.Map;

/**
 * What the manifest says of a function, every default filled in.
 *
 * @param handler the class that handles calls; empty to have it found
 * @param sandbox the tier it runs in
 * @param timeouts how long each part of a call may take
 * @param budget what one call may use
 * @param concurrency how many calls at a time
 * @param lane whom it waits with
 * @param priority who goes first within the lane
 * @param idempotent whether running a call twice does no harm
 * @param retry how failed background work is tried again
 * @param auth who may call it
 * @param env what {@code Context.env()} gives
 * @param keepAlive how long an idle instance stays warm; zero means the host's setting
 * @param confinement what its code may do
 * @param rate how often it may be called
 */
public record FunctionSpec(
    String handler,
    SandboxKind sandbox,
    Timeouts timeouts,
    CallBudget budget,
    Concurrency concurrency,
    Lane lane,
    Priority priority,
    boolean idempotent,
    RetrySpec retry,
    AuthMode auth,
    Map<String, String> env,
    Duration keepAlive,
    Confinement confinement,
    Rate rate) {

  public FunctionSpec {
    env = Map.copyOf(env);
  }

  /** What a function gets whose manifest says nothing. */
  public static FunctionSpec defaults() {
    return new FunctionSpec(
        "",
        SandboxKind.CLASSLOADER,
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new CallBudget(Duration.ofSeconds(10), ByteSize.mebibytes(128)),
        new Concurrency(1, 100, 0),
        Lane.INTERACTIVE,
        Priority.NORMAL,
        false,
        new RetrySpec(3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(6)),
        AuthMode.KEY,
        Map.of(),
        Duration.ZERO,
        Confinement.usual(Policy.PRACTICAL),
        Rate.UNLIMITED);
  }

  /**
   * Three separate clocks, each positive.
   *
   * @param queue how long a call may wait for its turn
   * @param init how long an instance may take to start
   * @param run how long the function may take to answer
   */
  public record Timeouts(Duration queue, Duration init, Duration run) {}

  /**
   * What one call may use.
   *
   * @param cpu processor time of all its threads together
   * @param memory bytes it may allocate
   */
  public record CallBudget(Duration cpu, ByteSize memory) {}

  /**
   * How many calls at a time.
   *
   * @param perInstance calls that one instance serves at once; 1 keeps static state to one call
   * @param max calls that all instances serve at once; 0 switches the function off
   * @param warm instances kept warm even when idle
   */
  public record Concurrency(int perInstance, int max, int warm) {}

  /**
   * How background work is tried again.
   *
   * @param maxAttempts including the first
   * @param base the first delay
   * @param cap the longest delay
   * @param maxAge when it is given up
   */
  public record RetrySpec(int maxAttempts, Duration base, Duration cap, Duration maxAge) {}
}
