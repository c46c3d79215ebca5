package dev.hearth.host.request.event;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.event.fanout.SubscriptionIndex;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.request.GatewayRouter;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.validation.CallValidator;
import dev.hearth.host.validation.RateLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Takes events over loopback, for subscribers that nobody has uploaded; what arrives is kept in
 * memory. Any thread may use it.
 */
final class EventServer implements AutoCloseable {

  /** The most bytes of a request. */
  static final int MOST = 200_000;

  private final ManualTime time = new ManualTime();
  private final MemoryTaskStore store = new MemoryTaskStore();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final KeyRing keys = new KeyRing(new NoStore(), new Random(3), time.source());
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private volatile UnaryOperator<Optional<Acceptance>> beforeStore = UnaryOperator.identity();

  /** With these functions, and these origins allowed to ask. */
  EventServer(SubscriptionIndex index, String... origins) {
    EventPublisher publisher =
        new EventPublisher(
            this::accept,
            () -> index,
            new InvocationId.Source(new Random(1)),
            time.source(),
            new EventPublisher.Limits(Duration.ofHours(24), 16, MOST));
    EventGateway gateway =
        new EventGateway(
            new CallValidator(
                keys,
                new RateLimits(time.source()),
                new CallValidator.Limits(ByteSize.mebibytes(1), ByteSize.mebibytes(1), 16),
                _ -> Optional.empty()),
            new InvocationFactory(
                new InvocationId.Source(new Random(2)),
                (_, _, _, _) -> new TraceParent("a".repeat(32), "b".repeat(16), true, ""),
                time.source()),
            publisher,
            new AllowedOrigins(List.of(origins)),
            new EventGateway.Means(vertx, work -> Thread.ofPlatform().start(work), MOST));
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(
                new GatewayRouter(
                    Map.of("events", gateway),
                    request -> request.response().setStatusCode(404).end()))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private record NoStore() implements KeyStore {
    @Override
    public List<StoredKey> keys() {
      return List.of();
    }

    @Override
    public void add(StoredKey key) {}

    @Override
    public boolean remove(String id) {
      return true;
    }
  }

  private CompletableFuture<Acceptance> accept(Arrival arrival) {
    arrivals.add(arrival);
    return beforeStore
        .apply(Optional.empty())
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> store.accept(arrival));
  }

  /** What the queue answers instead of the store, for those arrivals for which it says anything. */
  void answering(UnaryOperator<Optional<Acceptance>> answer) {
    beforeStore = answer;
  }

  MemoryTaskStore store() {
    return store;
  }

  /** What came to the queue, in order. */
  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  String key(String scope) {
    return keys.create(List.of(scope), "x").token();
  }

  String key(String scope, String rate) {
    return keys.create(List.of(scope), "x", Rate.parse(rate)).token();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /** A request with a key that may publish. */
  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(uri("/events"))
        .header("Authorization", "Bearer " + key("publish"));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
