package dev.hearth.host.sandbox.polyglot.binding;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What one guest may ask for, on behalf of the call that runs. The call is set and used by the
 * guest's thread; between calls there is none, and only the log takes something.
 */
public final class CallServices implements GuestServices {

  private static final Reply NO_CALL =
      Reply.refused("conflict", "no call runs: ask for it in the handler");

  private final FunctionVersion version;
  private final FunctionCalls calls;
  private final FunctionSecrets secrets;
  private final InstantSource clock;
  private final InvocationLog outsideCalls;
  private Optional<Current> current = Optional.empty();

  private record Current(Invocation invocation, InvocationLog log, Instant deadline) {}

  /** For a guest of that version; what it logs outside of calls goes to {@code outsideCalls}. */
  public CallServices(
      FunctionVersion version,
      FunctionCalls calls,
      FunctionSecrets secrets,
      InstantSource clock,
      InvocationLog outsideCalls) {
    this.version = version;
    this.calls = calls;
    this.secrets = secrets;
    this.clock = clock;
    this.outsideCalls = outsideCalls;
  }

  /** A call begins. */
  public void begin(Invocation invocation, InvocationLog log, Instant deadline) {
    current = Optional.of(new Current(invocation, log, deadline));
  }

  /** It has ended. */
  public void end() {
    current = Optional.empty();
  }

  private InvocationLog log() {
    return current.map(Current::log).orElse(outsideCalls);
  }

  @Override
  public void write(String stream, byte[] bytes, int from, int length) {
    log().append("INFO", stream, bytes, from, length);
  }

  @Override
  public void log(String level, String text) {
    log().add(level, "console", text.isEmpty() ? " " : text);
  }

  @Override
  public long remainingMillis() {
    return current
        .map(call -> Duration.between(clock.instant(), call.deadline()))
        .filter(Duration::isPositive)
        .map(Duration::toMillis)
        .orElse(0L);
  }

  @Override
  public Reply secret(String name) {
    try {
      return Reply.of(new String(secrets.value(version, name), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Reply.refused("secret-unusable", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Reply invoke(String target, String requestJson) {
    return current
        .map(call -> new OutgoingText(calls, call.invocation(), call.deadline()))
        .map(outgoing -> outgoing.invoke(target, requestJson))
        .orElse(NO_CALL);
  }

  @Override
  public Reply emit(String eventJson) {
    return current
        .map(call -> new OutgoingText(calls, call.invocation(), call.deadline()))
        .map(outgoing -> outgoing.emit(eventJson))
        .orElse(NO_CALL);
  }
}
