package dev.hearth.host.request.event;

import static dev.hearth.host.fixture.Subscribers.deployed;
import static dev.hearth.host.fixture.Subscribers.emitting;
import static dev.hearth.host.fixture.Subscribers.ofType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.event.fanout.SubscriptionIndex;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.queue.durable.Arrival;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmittedEventsTest {

  private final MemoryTaskStore store = new MemoryTaskStore();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();
  private final EmittedEvents emitted =
      new EmittedEvents(
          new EventPublisher(
              arrival -> {
                arrivals.add(arrival);
                threads.add(Thread.currentThread().getName());
                return store.accept(arrival);
              },
              () -> SubscriptionIndex.of(List.of(deployed("invoice", ofType("order.created")))),
              new InvocationId.Source(new Random(1)),
              new ManualTime().source(),
              new EventPublisher.Limits(Duration.ofHours(1), 2, 100)));

  @AfterEach
  void stop() {
    emitted.close();
  }

  private static Event.Builder order() {
    return Event.builder("1", URI.create("/orders"), "order.created");
  }

  private static Invocation caller(int hops, String... types) {
    Invocation call = Calls.invocation(emitting("shop", types), "1");
    return new Invocation(
        call.id(),
        call.version(),
        call.input(),
        call.trigger(),
        call.attempt(),
        call.receivedAt(),
        call.trace(),
        new Lineage(hops, Instant.MAX),
        call.lane(),
        java.time.Duration.ZERO);
  }

  private String refusal(Invocation caller, Event event) throws InterruptedException {
    FunctionCalls.Ended ended = emitted.emit(caller, event).await();
    Outcome.Failed failed = (Outcome.Failed) ended.outcome();
    return ended.status() + " " + failed.reason().slug() + " " + failed.detail();
  }

  @Test
  void anAllowedEventIsDurableWhenItEnds() throws InterruptedException {
    FunctionCalls.Ended ended = emitted.emit(caller(0, "order.*"), order().build()).await();
    assertThat(ended.status()).isEqualTo(202);
    Arrival arrival = arrivals.getFirst();
    assertThat(ended.invocationId()).isEqualTo(arrival.event().orElseThrow().id());
    assertThat(store.find(arrival.tasks().getFirst().id())).isPresent();
    assertThat(threads).allSatisfy(name -> assertThat(name).startsWith("hearth-emit-"));
  }

  @Test
  void whatComesOfItIsInTheTraceAndOneHopFurther() throws InterruptedException {
    emitted.emit(caller(1, "*"), order().build()).await();
    Arrival arrival = arrivals.getFirst();
    assertThat(arrival.tasks().getFirst().hops()).isEqualTo(2);
    String trace = caller(0).trace().header();
    assertThat(arrival.tasks().getFirst().trace())
        .containsExactly(new HeaderField("traceparent", trace));
    assertThat(arrival.event().orElseThrow().event().extensions())
        .containsEntry("traceparent", trace);
    emitted
        .emit(caller(0, "*"), order().subject("2").extension("traceparent", "mine").build())
        .await();
    assertThat(arrivals.getLast().event().orElseThrow().event().extensions())
        .as("its own stays")
        .containsEntry("traceparent", "mine");
  }

  @Test
  void theManifestDecidesWhatMayBeEmitted() throws InterruptedException {
    assertThat(refusal(caller(0), order().build()))
        .startsWith("403 forbidden")
        .contains("shop@1 may not emit", "permissions: {emit: [\"order.created\"]}");
    assertThat(refusal(caller(0, "other", "order.c"), order().build())).startsWith("403");
    assertThat(arrivals).isEmpty();
  }

  @Test
  void aCircleEndsAtTheHopLimit() throws InterruptedException {
    assertThat(refusal(caller(2, "*"), order().build())).startsWith("508 hop-limit");
    assertThat(arrivals).isEmpty();
  }

  @Test
  void aStoreThatFailsIsSaid() throws InterruptedException {
    store.fail("the disk is full");
    assertThat(refusal(caller(0, "*"), order().build())).startsWith("503 store-unavailable");
  }

  @Test
  void theSameEventAgainHasTheSameId() throws InterruptedException {
    String first = emitted.emit(caller(0, "*"), order().build()).await().invocationId();
    assertThat(emitted.emit(caller(0, "*"), order().build()).await().invocationId())
        .isEqualTo(first);
    assertThat(store.size()).isEqualTo(1);
    assertThat(refusal(caller(0, "*"), order().subject("other").build())).startsWith("422");
  }

  @Test
  void afterTheEndNothingIsTakenIn() throws InterruptedException {
    emitted.close();
    assertThat(refusal(caller(0, "*"), order().build())).startsWith("503 draining");
  }
}
