package dev.hearth.host.registry;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
 * @param exchange how it meets its callers
 * @param background what it does when nobody waits for it
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
    Rate rate,
    Exchange exchange,
    Background background) {

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
        Rate.UNLIMITED,
        Exchange.USUAL,
        Background.NONE);
  }

  /** The same but for how queued work is tried again. */
  FunctionSpec retried(AsyncTerms terms) {
    int attempts = terms.retries().isPresent() ? terms.retries().getAsInt() + 1 : retry.maxAttempts;
    return with(
        new RetrySpec(attempts, retry.base, retry.cap, terms.maxAge().orElse(retry.maxAge)));
  }

  private FunctionSpec with(RetrySpec other) {
    return new FunctionSpec(
        handler,
        sandbox,
        timeouts,
        budget,
        concurrency,
        lane,
        priority,
        idempotent,
        other,
        auth,
        env,
        keepAlive,
        confinement,
        rate,
        exchange,
        background);
  }

  /** The same with other values of what Lambda knows of functions. */
  public FunctionSpec changed(
      String otherHandler,
      Timeouts otherTimeouts,
      CallBudget otherBudget,
      Lane otherLane,
      Map<String, String> otherEnv) {
    return new FunctionSpec(
        otherHandler,
        sandbox,
        otherTimeouts,
        otherBudget,
        concurrency,
        otherLane,
        priority,
        idempotent,
        retry,
        auth,
        otherEnv,
        keepAlive,
        confinement,
        rate,
        exchange,
        background);
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
   * @param queue calls that may wait; {@link #HOSTS_QUEUE} for as many as the host allows
   * @param weight its share of a busy host beside those of others, 1 to 100
   */
  public record Concurrency(int perInstance, int max, int warm, int queue, int weight) {

    /** The manifest says nothing of how many calls may wait. */
    public static final int HOSTS_QUEUE = -1;

    /** With the usual queue and weight. */
    public Concurrency(int perInstance, int max, int warm) {
      this(perInstance, max, warm, HOSTS_QUEUE, 1);
    }

    /** How many calls may wait where the host allows {@code hosts}. */
    public int queueOr(int hosts) {
      return queue == HOSTS_QUEUE ? hosts : queue;
    }
  }

  /**
   * How a function meets its callers.
   *
   * @param body how it gets the bodies of requests
   * @param onDisconnect what happens to a call whose caller goes away
   * @param payload what a Lambda handler gets for a request
   */
  public record Exchange(Body body, OnDisconnect onDisconnect, PayloadFormat payload) {

    /** What holds for a function whose manifest says nothing. */
    public static final Exchange USUAL =
        new Exchange(Body.BUFFERED, OnDisconnect.CANCEL, PayloadFormat.V2);

    /** With the usual payload format. */
    public Exchange(Body body, OnDisconnect onDisconnect) {
      this(body, onDisconnect, PayloadFormat.V2);
    }
  }

  /** The JSON that a Lambda handler gets for a request, and what it may answer with. */
  public enum PayloadFormat {
    /** That of REST APIs. */
    V1,
    /** That of HTTP APIs and function URLs. */
    V2
  }

  /** How a function gets the body of a request. */
  public enum Body {
    /** As a whole, before it runs. */
    BUFFERED,
    /** While it arrives. */
    STREAM
  }

  /** What happens to a call whose caller goes away. */
  public enum OnDisconnect {
    /** It is ended. */
    CANCEL,
    /** It goes on, for what it does and not for what it answers. */
    CONTINUE
  }

  /**
   * What a function does when nobody waits for it.
   *
   * @param triggers what starts it besides requests
   * @param unsafeRetry whether it is tried again although it may have run and is not idempotent
   * @param backlog tasks that may wait for it; {@link #HOSTS_BACKLOG} for as many as the host
   *     allows
   * @param secrets the names of those that it is given
   */
  public record Background(
      List<TriggerSpec> triggers, boolean unsafeRetry, int backlog, Set<String> secrets) {

    /** The manifest says nothing of how many tasks may wait. */
    public static final int HOSTS_BACKLOG = -1;

    /** What holds for a function whose manifest says nothing. */
    public static final Background NONE = new Background(List.of(), false, HOSTS_BACKLOG, Set.of());

    public Background {
      triggers = List.copyOf(triggers);
      secrets = Collections.unmodifiableSet(new TreeSet<>(secrets));
    }

    /** How many tasks may wait where the host allows {@code hosts}. */
    public int backlogOr(int hosts) {
      return backlog == HOSTS_BACKLOG ? hosts : backlog;
    }
  }

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
