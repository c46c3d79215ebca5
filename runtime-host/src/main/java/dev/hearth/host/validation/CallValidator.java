package dev.hearth.host.validation;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.Verdict;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Judges a call by its head alone. Stateless but for its collaborators; any thread may use it. */
public final class CallValidator {

  private final KeyRing keys;
  private final ByteSize maxBody;
  private final ByteSize maxStream;
  private final Function<FunctionVersion, Optional<String>> suspended;

  /**
   * A validator for bodies up to {@code maxBody}.
   *
   * @param suspended says why a version gets no calls; empty if it does
   */
  public CallValidator(
      KeyRing keys, ByteSize maxBody, Function<FunctionVersion, Optional<String>> suspended) {
    this(keys, maxBody, maxBody, suspended);
  }

  /**
   * A validator for bodies up to {@code maxBody}, or {@code maxStream} where they are streamed.
   *
   * @param suspended says why a version gets no calls; empty if it does
   */
  public CallValidator(
      KeyRing keys,
      ByteSize maxBody,
      ByteSize maxStream,
      Function<FunctionVersion, Optional<String>> suspended) {
    this.keys = keys;
    this.suspended = suspended;
    this.maxBody = maxBody;
    this.maxStream = maxStream;
  }

  /**
   * What is known of a call before its body.
   *
   * @param enabled whether the function is switched on
   * @param method the HTTP method
   * @param key the key that came with it, as it was sent; empty if none
   * @param contentLength the announced size of the body; negative if unknown
   */
  public record Head(
      FunctionVersion version, boolean enabled, String method, String key, long contentLength) {}

  /** Why the call is refused; empty if it may go on. */
  public Optional<Outcome.Failed> refuse(Head head) {
    return refuseCaller(head)
        .or(() -> refuseDisabled(head))
        .or(() -> refuseMethod(head))
        .or(() -> refuseSize(head));
  }

  private Optional<Outcome.Failed> refuseSize(Head head) {
    FunctionSpec spec = head.version().spec();
    return head.contentLength() > maxBody(spec).bytes() ? Optional.of(tooLarge(spec)) : none();
  }

  private Optional<Outcome.Failed> refuseCaller(Head head) {
    if (head.version().spec().auth() == AuthMode.PUBLIC) {
      return none();
    }
    String function = head.version().id().function().value();
    Verdict verdict = keys.judge(head.key(), "invoke:" + function);
    return switch (verdict) {
      case ALLOWED -> none();
      case NO_KEY ->
          failed(
              Reason.UNAUTHENTICATED,
              "the function "
                  + function
                  + " is private: send a key as \"Authorization: Bearer <key>\", or deploy it with"
                  + " \"auth: public\"");
      case WRONG_KEY -> failed(Reason.UNAUTHENTICATED, "the key that was sent is not known here");
      case NOT_IN_SCOPE ->
          failed(
              Reason.FORBIDDEN,
              "the key that was sent may not call "
                  + function
                  + ": it needs the scope invoke:"
                  + function
                  + " or admin");
    };
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

  /** The most that a body may have. */
  public ByteSize maxBody(FunctionSpec spec) {
    return isStreamed(spec) ? maxStream : maxBody;
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
