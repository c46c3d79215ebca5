package dev.hearth.host.scheduling;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;

/** What callers are told whose call gets no place. */
final class Rejections {

  private static final Duration SOON = Duration.ofSeconds(1);

  private Rejections() {}

  static Outcome.Failed waitedTooLong(FunctionVersion version) {
    return new Outcome.Failed(
        Reason.QUEUE_TIMEOUT,
        "no instance of "
            + version.id()
            + " became free within "
            + DurationText.format(version.spec().timeouts().queue())
            + "; timeout.queue and concurrency.max in the manifest set the limits",
        SOON,
        ThrownError.NONE);
  }

  static Outcome.Failed startsSlowly(FunctionVersion version) {
    return new Outcome.Failed(
        Reason.QUEUE_TIMEOUT,
        "instances of "
            + version.id()
            + " had to be ended so often that new ones start only once a second; the history of its"
            + " invocations says which limits its calls pass",
        SOON,
        ThrownError.NONE);
  }

  static Outcome.Failed full(FunctionVersion version, Snapshot.Limits limits) {
    return new Outcome.Failed(
        Reason.THROTTLED,
        "as many calls of "
            + version.id()
            + " wait as may: "
            + limits.maxWaiting()
            + ", with "
            + limits.maxCalls()
            + " running at most",
        SOON,
        ThrownError.NONE);
  }

  static Outcome.Failed off(FunctionVersion version) {
    return new Outcome.Failed(
        Reason.THROTTLED,
        version.id() + " is switched off: its manifest says concurrency.max: 0",
        Duration.ofMinutes(1),
        ThrownError.NONE);
  }
}
