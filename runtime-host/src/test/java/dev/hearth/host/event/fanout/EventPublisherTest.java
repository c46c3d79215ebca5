package dev.hearth.host.event.fanout;

import static dev.hearth.host.fixture.Subscribers.deployed;
import static dev.hearth.host.fixture.Subscribers.ofType;
import static dev.hearth.host.fixture.Subscribers.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.registry.trigger.EventFilter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private static final List<HeaderField> TRACE =
      List.of(
          new HeaderField("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"));

  private final ManualTime time = new ManualTime();
  private final MemoryTaskStore store = new MemoryTaskStore();
  private final List<Arrival> arrivals = new ArrayList<>();
  private Optional<Outcome.Failed> full = Optional.empty();
  private final EventPublisher publisher =
      new EventPublisher(
          this::accept,
          () ->
              SubscriptionIndex.of(
                  List.of(
                      deployed("invoice", ofType("order")),
                      deployed(
                          "shipping",
                          trigger(true, new EventFilter.Exact(Map.of("type", "order")))))),
          new InvocationId.Source(new Random(1)),
          time.source(),
          new EventPublisher.Limits(Duration.ofHours(24), 3, 100));

  private CompletableFuture<Acceptance> accept(Arrival arrival) {
    arrivals.add(arrival);
    return full.<CompletableFuture<Acceptance>>map(
            why -> CompletableFuture.completedFuture(new Acceptance.Refused(why)))
        .orElseGet(() -> store.accept(arrival));
  }

  private static Event.Builder order(String id) {
    return Event.builder(id, URI.create("/orders"), "order").subject("7");
  }

  private Publication publish(Event event) {
    return publisher.publish(event, 1, TRACE).join();
  }

  private Publication.Accepted accepted(Event event) {
    return (Publication.Accepted) publish(event);
  }

  private Outcome.Failed refused(Event event) {
    return ((Publication.Refused) publish(event)).why();
  }

  @Test
  void oneTransactionHoldsTheEventAndATaskForEachSubscriber() {
    Publication.Accepted accepted = accepted(order("1").build());
    assertThat(arrivals).hasSize(1);
    Arrival arrival = arrivals.getFirst();
    assertThat(arrival.event().orElseThrow().id()).isEqualTo(accepted.id());
    assertThat(arrival.tasks()).extracting(NewTask::id).isEqualTo(accepted.invocations());
    assertThat(arrival.tasks())
        .extracting(task -> task.target().toString())
        .containsExactly("invoice", "shipping");
    assertThat(arrival.tasks())
        .allSatisfy(task -> {
          assertThat(task.origin()).isEqualTo(new Origin(Origin.Kind.EVENT, accepted.id()));
          assertThat(task.input()).isInstanceOf(Input.Happening.class);
          assertThat(task.hops()).isEqualTo(1);
          assertThat(task.trace()).isEqualTo(TRACE);
          assertThat(task.terms().dueAt()).isEqualTo(ManualTime.START);
          assertThat(task.terms().expiresAt())
              .isEqualTo(ManualTime.START.plus(Duration.ofHours(6)));
          assertThat(task.terms().repeatable()).isFalse();
        });
    assertThat(arrival.tasks())
        .extracting(task -> task.terms().orderKey())
        .containsExactly("", "subject /orders 7");
  }

  @Test
  void anEventThatNobodyWantsIsTakenInAllTheSame() {
    Publication.Accepted accepted =
        accepted(Event.builder("1", URI.create("/s"), "nobody").build());
    assertThat(accepted.invocations()).isEmpty();
    assertThat(arrivals.getFirst().event()).isPresent();
  }

  @Test
  void theSameEventAgainIsAnsweredWithTheSameIdsAndDeliveredNoSecondTime() {
    Publication.Accepted first = accepted(order("1").build());
    time.advance(Duration.ofHours(24).minusMillis(1));
    Publication.Accepted again = accepted(order("1").build());
    assertThat(again.repeated()).isTrue();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.invocations()).isEqualTo(first.invocations());
    assertThat(store.size()).isEqualTo(2);
    time.advance(Duration.ofMillis(1));
    assertThat(accepted(order("1").build()).repeated()).as("the window is over").isFalse();
    assertThat(store.size()).isEqualTo(4);
  }

  @Test
  void theSameIdOfAnotherSourceIsAnotherEvent() {
    accepted(order("1").build());
    Event other = Event.builder("1", URI.create("/other"), "order").build();
    assertThat(accepted(other).repeated()).isFalse();
  }

  @Test
  void theSameIdWithAnotherContentIsRefused() {
    accepted(order("1").data("text/plain", new byte[] {1}).build());
    for (Event other :
        List.of(
            order("1").data("text/plain", new byte[] {2}).build(),
            order("1").data("text/html", new byte[] {1}).build(),
            order("1").data("text/plain", new byte[] {1}).extension("x", "y").build(),
            order("1").data("text/plain", new byte[] {1}).subject("8").build())) {
      Outcome.Failed why = refused(other);
      assertThat(why.reason()).isEqualTo(Reason.IDEMPOTENCY_MISMATCH);
      assertThat(why.detail()).contains("/orders", "id 1");
    }
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void aSenderThatTriesAgainInAnotherSpanIsRecognised() {
    accepted(order("1").extension("traceparent", "00-1").build());
    assertThat(accepted(order("1").extension("traceparent", "00-2").build()).repeated()).isTrue();
  }

  @Test
  void theTraceOfTheEventGoesBeforeThatOfItsSender() {
    accepted(order("1").extension("traceparent", "00-x").extension("tracestate", "a=b").build());
    assertThat(arrivals.getFirst().tasks().getFirst().trace())
        .containsExactly(
            new HeaderField("traceparent", "00-x"), new HeaderField("tracestate", "a=b"));
  }

  @Test
  void aFullBacklogRefusesTheWholeEvent() {
    full = Optional.of(new Outcome.Failed(Reason.THROTTLED, "the backlog of invoice is full"));
    Outcome.Failed why = refused(order("1").build());
    assertThat(why.reason()).isEqualTo(Reason.THROTTLED);
    assertThat(why.detail()).contains("invoice");
    full = Optional.empty();
    assertThat(accepted(order("1").build()).repeated()).as("nothing of it was kept").isFalse();
  }

  @Test
  void aStoreThatFailsIsSaidToBeUnavailable() {
    store.fail("the disk is full");
    assertThat(refused(order("1").build()).reason()).isEqualTo(Reason.STORE_UNAVAILABLE);
    store.mend();
    assertThat(accepted(order("1").build()).repeated()).isFalse();
  }

  @Test
  void eventsEndSomewhere() {
    Publication deep = publisher.publish(order("1").build(), 4, List.of()).join();
    assertThat(deep).isInstanceOf(Publication.Refused.class);
    assertThat(((Publication.Refused) deep).why().reason()).isEqualTo(Reason.HOP_LIMIT);
    assertThat(publisher.publish(order("1").build(), 3, List.of()).join())
        .isInstanceOf(Publication.Accepted.class);
    assertThat(arrivals).hasSize(1);
  }

  @Test
  void dataHasALimit() {
    assertThat(publish(order("1").data("a/b", new byte[100]).build()))
        .isInstanceOf(Publication.Accepted.class);
    assertThat(refused(order("2").data("a/b", new byte[101]).build()).reason())
        .isEqualTo(Reason.PAYLOAD_TOO_LARGE);
  }

  @Test
  void eventsBelongTogetherByPartitionElseBySubject() {
    assertThat(EventPublisher.orderKey(order("1").extension("partitionkey", "p").build()))
        .isEqualTo("partition p");
    assertThat(EventPublisher.orderKey(order("1").build()))
        .isEqualTo(EventPublisher.orderKey(order("2").build()))
        .isNotEqualTo(EventPublisher.orderKey(order("1").subject("8").build()));
    String longOne = "p".repeat(10_000);
    String key = EventPublisher.orderKey(order("1").extension("partitionkey", longOne).build());
    assertThat(key.length()).isLessThan(200);
    assertThat(key.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(EventPublisher.orderKey(order("1").extension("partitionkey", longOne + "q").build()))
        .isNotEqualTo(key);
  }
}
