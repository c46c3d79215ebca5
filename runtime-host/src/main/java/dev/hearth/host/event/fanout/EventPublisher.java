package dev.hearth.host.event.fanout;

import dev.hearth.function.Event;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.Happened;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.OnceKey;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.queue.durable.TaskQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Takes in events: in one transaction the event and a task for each function that wants it. Any
 * thread may use it.
 */
public final class EventPublisher {

  private static final Logger LOG = System.getLogger(EventPublisher.class.getName());

  /** Longer keys are told apart by their digests. */
  private static final int LONGEST_ORDER_KEY = 200;

  private final TaskQueue queue;
  private final Supplier<SubscriptionIndex> subscriptions;
  private final InvocationId.Source ids;
  private final TimeSource time;
  private final Limits limits;

  /** A publisher whose tasks go to {@code queue}. */
  public EventPublisher(
      TaskQueue queue,
      Supplier<SubscriptionIndex> subscriptions,
      InvocationId.Source ids,
      TimeSource time,
      Limits limits) {
    this.queue = queue;
    this.subscriptions = subscriptions;
    this.ids = ids;
    this.time = time;
    this.limits = limits;
  }

  /**
   * What every event is held to.
   *
   * @param dedupWindow for how long the same event is recognised
   * @param maxHops how often events and calls may lead to each other
   * @param maxData the most bytes of data
   */
  public record Limits(Duration dedupWindow, int maxHops, long maxData) {}

  /**
   * Takes in an event, or says why not.
   *
   * @param hops calls and events of functions that led to it
   * @param trace {@code traceparent} and {@code tracestate} of whoever sends it; those of the event
   *     itself go before
   * @return ends when the event is durable, on a thread that must not be held up; never with an
   *     exception
   */
  public CompletableFuture<Publication> publish(Event event, int hops, List<HeaderField> trace) {
    Optional<Outcome.Failed> refusal = refuse(event, hops);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(new Publication.Refused(refusal.get()));
    }
    Instant now = time.now();
    Happened happened = new Happened(ids.next().value(), event, now);
    Arrival arrival = arrival(happened, hops, trace);
    return queue
        .accept(arrival)
        .handle((acceptance, failure) ->
            failure == null ? published(happened, acceptance) : unavailable(failure));
  }

  private Optional<Outcome.Failed> refuse(Event event, int hops) {
    if (hops > limits.maxHops()) {
      return Optional.of(
          new Outcome.Failed(
              Reason.HOP_LIMIT,
              "events and calls of functions may lead to each other "
                  + limits.maxHops()
                  + " deep (setting hops.max), and this event of type "
                  + event.type()
                  + " would be number "
                  + hops
                  + ": look for functions that publish what they are subscribed to"));
    }
    int size = event.data().length;
    return size <= limits.maxData()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Failed(
                Reason.PAYLOAD_TOO_LARGE,
                "the data of an event may have "
                    + limits.maxData()
                    + " bytes at most (setting request.max-body), not "
                    + size
                    + "; send a reference to it"));
  }

  private Arrival arrival(Happened happened, int hops, List<HeaderField> trace) {
    Event event = happened.event();
    Input input = new Input.Happening(event, Payload.wrap(event.data()));
    Origin origin = new Origin(Origin.Kind.EVENT, happened.id());
    List<HeaderField> place = traceOf(event).isEmpty() ? trace : traceOf(event);
    List<NewTask> tasks =
        subscriptions.get().subscribers(event).stream()
            .map(subscriber ->
                new NewTask(
                    ids.next(),
                    new Target(subscriber.version().id().function(), ""),
                    origin,
                    input,
                    hops,
                    place,
                    terms(happened, subscriber)))
            .toList();
    return new Arrival(tasks, Optional.of(happened), Optional.of(once(happened)), Optional.empty());
  }

  private static List<HeaderField> traceOf(Event event) {
    String parent = event.extensions().getOrDefault("traceparent", "");
    String state = event.extensions().getOrDefault("tracestate", "");
    if (parent.isEmpty()) {
      return List.of();
    }
    HeaderField field = new HeaderField("traceparent", parent);
    return state.isEmpty() ? List.of(field) : List.of(field, new HeaderField("tracestate", state));
  }

  private static NewTask.Terms terms(Happened happened, Subscriber subscriber) {
    Instant now = happened.acceptedAt();
    Duration maxAge = subscriber.version().spec().retry().maxAge();
    String orderKey = subscriber.ordered() ? orderKey(happened.event()) : "";
    return new NewTask.Terms(now, now, now.plus(maxAge), false, orderKey);
  }

  /**
   * By {@code partitionkey}; without one, events of one source about one subject belong together.
   */
  static String orderKey(Event event) {
    String partition = event.extensions().getOrDefault("partitionkey", "");
    String key =
        partition.isEmpty()
            ? "subject " + event.source() + " " + event.subject().orElse("")
            : "partition " + partition;
    return key.length() <= LONGEST_ORDER_KEY ? key : "digest " + EventDigest.of(key);
  }

  private OnceKey once(Happened happened) {
    Event event = happened.event();
    return new OnceKey(
        "event:" + event.source(),
        event.id(),
        EventDigest.of(event),
        happened.acceptedAt().plus(limits.dedupWindow()));
  }

  private static Publication published(Happened happened, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted(var tasks, _) ->
          new Publication.Accepted(happened.id(), tasks, false);
      case Acceptance.Repeated(var tasks, var event) ->
          new Publication.Accepted(event, tasks, true);
      case Acceptance.Mismatched _ -> new Publication.Refused(mismatch(happened.event()));
      case Acceptance.Refused(var why) -> new Publication.Refused(why);
    };
  }

  private static Outcome.Failed mismatch(Event event) {
    return new Outcome.Failed(
        Reason.IDEMPOTENCY_MISMATCH,
        "an event with the source "
            + event.source()
            + " and the id "
            + event.id()
            + " was taken in before and said something else: give each event an id of its own");
  }

  private static Publication unavailable(Throwable failure) {
    LOG.log(Level.WARNING, "an event could not be made durable", failure);
    return new Publication.Refused(
        new Outcome.Failed(
            Reason.STORE_UNAVAILABLE,
            "the event could not be made durable, so it was not taken in: send it again later"));
  }
}
