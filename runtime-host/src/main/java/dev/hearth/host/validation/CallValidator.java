package dev.hearth.host.validation;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.access.Verdict;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges a call by its head alone, and counts it against the rates that hold for it. Stateless but
 * for its collaborators; any thread may use it.
 */
public final class CallValidator {

  private static final String WRONG_KEY = "the key that was sent is not known here";

  private final KeyRing keys;
  private final RateLimits rates;
  private final Limits limits;
  private final Function<FunctionVersion, Optional<String>> suspended;

  /**
   * A validator.
   *
   * @param suspended says why a version gets no calls; empty if it does
   */
  public CallValidator(
      KeyRing keys,
      RateLimits rates,
      Limits limits,
      Function<FunctionVersion, Optional<String>> suspended) {
    this.keys = keys;
    this.rates = rates;
    this.suspended = suspended;
    this.limits = limits;
  }

  /**
   * What holds for every call.
   *
   * @param maxBody the most that a body may have
   * @param maxStream the same where it is streamed
   * @param maxHops how deep calls of functions by functions may nest
   */
  public record Limits(ByteSize maxBody, ByteSize maxStream, int maxHops) {}

  /** Who calls. */
  public sealed interface Caller {

    /**
     * Somebody outside.
     *
     * @param key as it was sent; empty if none
     */
    record Outside(String key) implements Caller {}

    /**
     * Somebody outside whose key has been proven, by a signature for instance; it is asked for even
     * where a function is public.
     */
    record Known(StoredKey key) implements Caller {}

    /** A function whose manifest allows it, see {@link #refuse(FunctionVersion, FunctionName)}. */
    record Permitted() implements Caller {}

    /** Somebody whose call was judged, and counted, when it was put into the queue. */
    record Counted() implements Caller {}

    /** Whether the call is none of those that belong to what is under way already. */
    default boolean isOutside() {
      return this instanceof Outside || this instanceof Known;
    }
  }

  /**
   * What is known of a call before its body.
   *
   * @param enabled whether the function is switched on
   * @param method the HTTP method
   * @param caller who calls
   * @param hops calls of functions that led to it
   * @param contentLength the announced size of the body; negative if unknown
   */
  public record Head(
      FunctionVersion version,
      boolean enabled,
      String method,
      Caller caller,
      int hops,
      long contentLength) {}

  /** Why the call is refused; empty if it may go on. */
  public Optional<Outcome.Failed> refuse(Head head) {
    return refuseCaller(head)
        .or(() -> refuseHops(head))
        .or(() -> refuseDisabled(head))
        .or(() -> refuseMethod(head))
        .or(() -> refuseSize(head))
        .or(() -> refuseRate(head));
  }

  /** Why a function may not call another, whether there is such a one or not. */
  public static Optional<Outcome.Failed> refuse(FunctionVersion caller, FunctionName callee) {
    return caller.spec().confinement().permissions().mayInvoke(callee)
        ? none()
        : failed(
            Reason.FORBIDDEN,
            "the function "
                + caller.id()
                + " may not call "
                + callee
                + ": `permissions: {invoke: ["
                + callee
                + "]}` in its manifest would allow it");
  }

  /** Why nothing may be published with this key, which is then not counted against its rate. */
  public Optional<Outcome.Failed> refusePublishing(String key) {
    return switch (keys.judge(key, KeyRing.PUBLISH)) {
      case ALLOWED -> keys.named(key).flatMap(rates::refuse);
      case NO_KEY ->
          failed(
              Reason.UNAUTHENTICATED,
              "events are taken only with a key: send one as \"Authorization: Bearer <key>\"");
      case WRONG_KEY -> failed(Reason.UNAUTHENTICATED, WRONG_KEY);
      case NOT_IN_SCOPE ->
          failed(
              Reason.FORBIDDEN,
              "the key that was sent may not publish: it needs the scope publish, invoke:* or"
                  + " admin");
    };
  }

  private Optional<Outcome.Failed> refuseSize(Head head) {
    FunctionSpec spec = head.version().spec();
    return head.contentLength() > maxBody(spec).bytes() ? Optional.of(tooLarge(spec)) : none();
  }

  private Optional<Outcome.Failed> refuseCaller(Head head) {
    return switch (head.caller()) {
      case Caller.Outside(String key) when asksForKey(head) -> refuseKey(head, key);
      case Caller.Known(StoredKey key) -> refuseKnown(head, key);
      case Caller.Outside _, Caller.Permitted _, Caller.Counted _ -> none();
    };
  }

  private static boolean asksForKey(Head head) {
    return head.version().spec().auth() != AuthMode.PUBLIC;
  }

  private Optional<Outcome.Failed> refuseKey(Head head, String key) {
    String function = head.version().id().function().value();
    Verdict verdict = keys.judge(key, "invoke:" + function);
    return switch (verdict) {
      case ALLOWED -> none();
      case NO_KEY ->
          failed(
              Reason.UNAUTHENTICATED,
              "the function "
                  + function
                  + " is private: send a key as \"Authorization: Bearer <key>\", or deploy it with"
                  + " \"auth: public\"");
      case WRONG_KEY -> failed(Reason.UNAUTHENTICATED, WRONG_KEY);
      case NOT_IN_SCOPE -> notInScope(function);
    };
  }

  private static Optional<Outcome.Failed> refuseKnown(Head head, StoredKey key) {
    String function = head.version().id().function().value();
    return KeyRing.allows(key, "invoke:" + function) ? none() : notInScope(function);
  }

  private static Optional<Outcome.Failed> notInScope(String function) {
    return failed(
        Reason.FORBIDDEN,
        "the key that was sent may not call "
            + function
            + ": it needs the scope invoke:"
            + function
            + " or admin");
  }

  private Optional<Outcome.Failed> refuseHops(Head head) {
    return head.hops() <= limits.maxHops()
        ? none()
        : failed(
            Reason.HOP_LIMIT,
            "calls of functions by functions may nest "
                + limits.maxHops()
                + " deep (setting hops.max), and this one of "
                + head.version().id()
                + " would be number "
                + head.hops()
                + ": look for functions that call each other in a circle");
  }

  /** Only a call that would go on is counted. A key that nobody has looked at has no rate. */
  private Optional<Outcome.Failed> refuseRate(Head head) {
    if (head.caller() instanceof Caller.Counted) {
      return none();
    }
    if (head.caller() instanceof Caller.Known(StoredKey key)) {
      return rates.refuse(head.version(), key);
    }
    if (head.caller() instanceof Caller.Outside(String key) && asksForKey(head)) {
      Optional<StoredKey> stored = keys.named(key);
      if (stored.isPresent()) {
        return rates.refuse(head.version(), stored.get());
      }
    }
    return rates.refuse(head.version());
  }

  private Optional<Outcome.Failed> refuseDisabled(Head head) {
    Optional<String> why =
        head.enabled()
            ? suspended.apply(head.version())
            : Optional.of(
                "the function is disabled; POST /v1/functions/{name}/enable switches it on");
    return why.map(detail ->
        new Outcome.Failed(
            Reason.FUNCTION_DISABLED, detail, Duration.ofMinutes(1), ThrownError.NONE));
  }

  private static Optional<Outcome.Failed> refuseMethod(Head head) {
    HandlerStyle style = head.version().entryPoint().style();
    return style.takes(head.method())
        ? none()
        : failed(
            Reason.METHOD_NOT_ALLOWED,
            "a "
                + style.contract()
                + " is called with "
                + String.join(", ", new TreeSet<>(style.methods()))
                + ", not with "
                + head.method());
  }

  /** What a caller is told whose body is too large. */
  public Outcome.Failed tooLarge(FunctionSpec spec) {
    return new Outcome.Failed(
        Reason.PAYLOAD_TOO_LARGE,
        "a body may have "
            + maxBody(spec)
            + " at most (setting "
            + (isStreamed(spec) ? "request.max-stream" : "request.max-body")
            + "); send less, or a reference to the data");
  }

  /** What a caller is told whose body is too large to be kept as a whole. */
  public Outcome.Failed tooLargeToKeep() {
    return new Outcome.Failed(
        Reason.PAYLOAD_TOO_LARGE,
        "the body of a call that is kept (Prefer: respond-async, Idempotency-Key) may have "
            + limits.maxBody()
            + " at most (setting request.max-body), also where the function takes larger ones as a"
            + " stream; send less, or a reference to the data");
  }

  /** The most that a body may have that is kept as a whole. */
  public ByteSize maxKept() {
    return limits.maxBody();
  }

  /** The most that a body may have. */
  public ByteSize maxBody(FunctionSpec spec) {
    return isStreamed(spec) ? limits.maxStream() : limits.maxBody();
  }

  private static boolean isStreamed(FunctionSpec spec) {
    return spec.exchange().body() == FunctionSpec.Body.STREAM;
  }

  private static Optional<Outcome.Failed> failed(Reason reason, String detail) {
    return Optional.of(new Outcome.Failed(reason, detail));
  }

  private static Optional<Outcome.Failed> none() {
    return Optional.empty();
  }
}
