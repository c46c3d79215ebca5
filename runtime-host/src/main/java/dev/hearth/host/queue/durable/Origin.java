package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.Trigger;

/**
 * Where a task comes from.
 *
 * @param reference which event ({@link Happened#id}), schedule ({@code function/name}) or webhook
 *     ({@code function/name}); empty for calls
 */
public record Origin(Kind kind, String reference) {

  /** A call that its caller does not wait for. */
  public static final Origin CALL = new Origin(Kind.CALL, "");

  /** A call of the Lambda Invoke API that its caller does not wait for. */
  public static final Origin INVOKE = new Origin(Kind.INVOKE, "");

  /** What kind of cause. */
  public enum Kind {
    CALL(Trigger.HTTP),
    EVENT(Trigger.PUBSUB),
    SCHEDULE(Trigger.TIMER),
    WEBHOOK(Trigger.HTTP),
    /** The Lambda Invoke API. */
    INVOKE(Trigger.OTHER);

    private final Trigger trigger;

    Kind(Trigger trigger) {
      this.trigger = trigger;
    }

    /** As traces and metrics name it. */
    public Trigger trigger() {
      return trigger;
    }
  }
}
