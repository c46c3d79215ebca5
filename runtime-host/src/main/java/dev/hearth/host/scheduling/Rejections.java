package dev.hearth.host.scheduling;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What callers are told whose call gets no place, and how many there were. Any thread may use it.
 */
public final class Rejections {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<Placement, LongAdder> counts = new EnumMap<>(Placement.class);

  /**
   * A call is turned away.
   *
   * @param why a placement that rejects
   * @param ownLimit whether the function's own limit is in the way, and not the host
   */
  record Refused(Placement why, boolean ownLimit, Snapshot now) {

    static Refused of(Placement why, Snapshot now) {
      return new Refused(why, SchedulingPolicy.isOwnLimit(now), now);
    }
  }

  Rejections() {
    for (Placement placement : Placement.values()) {
      counts.put(placement, new LongAdder());
    }
  }

  /** How many calls were turned away for a reason. */
  public long count(Placement why) {
    LongAdder count = counts.get(why);
    return count == null ? 0 : count.sum();
  }

  /** Counts a call that is turned away; gives what its caller is told. */
  Outcome.Failed of(Refused refused, FunctionVersion version) {
    LongAdder count = counts.get(refused.why());
    if (count != null) {
      count.increment();
    }
    return switch (refused.why()) {
      case REJECT_OFF -> off(version);
      case REJECT_LATE, REJECT_CONGESTED -> late(refused, version);
      case REJECT_FULL, WARM, COLD, WAIT -> full(version, refused.now().limits());
    };
  }

  private static Outcome.Failed late(Refused refused, FunctionVersion version) {
    Snapshot now = refused.now();
    Duration wait = Duration.ofNanos(SchedulingPolicy.expectedWaitNanos(now));
    String why =
        refused.why() == Placement.REJECT_LATE
            ? "a call would have to wait longer than "
                + DurationText.format(now.limits().queue())
                + ", which is as long as it may (timeout.queue in the manifest, unless nobody waits"
                + " for it)"
            : "more calls come than can be served, and waiting would only make them late";
    String limit =
        refused.ownLimit()
            ? version.id()
                + " runs as many calls at once as it may (concurrency.max in the manifest: "
                + now.limits().maxCalls()
                + ")"
            : "the host has no more processor time or memory for " + version.id();
    return new Outcome.Failed(
        refused.ownLimit() ? Reason.THROTTLED : Reason.OVERLOADED,
        limit + ": " + now.load().waiting() + " calls wait already; " + why,
        wait.compareTo(SOON) < 0 ? SOON : wait,
        ThrownError.NONE);
  }

  static Outcome.Failed waitedTooLong(Invocation invocation) {
    return new Outcome.Failed(
        Reason.QUEUE_TIMEOUT,
        "no instance of "
            + invocation.version().id()
            + " became free within "
            + DurationText.format(invocation.maxWait())
            + (invocation.isPatient()
                ? "; concurrency.max in the manifest and the settings lanes.* set the limits"
                : "; timeout.queue and concurrency.max in the manifest set the limits"),
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

  private static Outcome.Failed full(FunctionVersion version, Snapshot.Limits limits) {
    return new Outcome.Failed(
        Reason.THROTTLED,
        "as many calls of "
            + version.id()
            + " wait as may: "
            + limits.maxWaiting()
            + ", with "
            + limits.maxCalls()
            + " running at most; concurrency.queue and concurrency.max in the manifest set the"
            + " limits",
        SOON,
        ThrownError.NONE);
  }

  private static Outcome.Failed off(FunctionVersion version) {
    return new Outcome.Failed(
        Reason.THROTTLED,
        version.id()
            + " is switched off: "
            + (version.spec().concurrency().max() == 0
                ? "its manifest says concurrency.max: 0"
                : "its reserved concurrency is 0 (DeleteFunctionConcurrency switches it on)"),
        Duration.ofMinutes(1),
        ThrownError.NONE);
  }
}
