package dev.hearth.host.request.async;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.FakeSandbox;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.HttpGateway;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.StreamLimits;
import dev.hearth.host.scheduling.Scheduler;
import dev.hearth.host.scheduling.SchedulerConfig;
import dev.hearth.host.validation.CallValidator;
import dev.hearth.host.validation.RateLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The gateway before a store in memory and a function that answers when the test says so. Used by
 * one thread.
 */
final class GatewayBench implements TaskQueue, AutoCloseable {

  final MemoryTaskStore memory = new MemoryTaskStore();
  final FakeSandbox sandbox = new FakeSandbox();
  final HostClient client;
  final AsyncGateway gateway;
  private final TimeSource time = ManualTime.real();
  private final KeyRing keys = new KeyRing(new NoStore(), new SecureRandom(), time);
  private final Watchdog watchdog = new Watchdog(time);
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor();
  private final Vertx vertx = Vertx.vertx();
  private final TaskEndings endings = new TaskEndings();
  final WatchedTaskStore store = new WatchedTaskStore(memory, endings);

  /** What the queue says next instead of asking the store. */
  volatile Optional<CompletableFuture<Acceptance>> instead = Optional.empty();

  /** A host with the public function {@code f} and the private one {@code secret}. */
  GatewayBench() {
    FunctionRegistry registry = new FunctionRegistry(new Deployed());
    InvocationPipeline pipeline = pipeline();
    InvocationFactory invocations =
        new InvocationFactory(
            new InvocationId.Source(new Random(7)),
            (_, _, _, _) -> new TraceParent("a".repeat(32), "b".repeat(16), true, ""),
            time);
    gateway =
        new AsyncGateway(
            new AsyncGateway.Durable(this, store, endings),
            new AsyncGateway.Calls(pipeline, invocations, registry, keys),
            new AsyncGateway.Worker(_ -> false, (_, _) -> {}),
            Duration.ofHours(1),
            vertx,
            time);
    HttpGateway calls =
        new HttpGateway(
            registry,
            pipeline,
            invocations,
            () -> 0,
            vertx,
            new HttpGateway.Ways(
                new StreamLimits(ByteSize.mebibytes(1), Duration.ofSeconds(5)), gateway));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (Objects.requireNonNullElse(request.path(), "").startsWith("/invocations")) {
                gateway.tasks().handle(request);
              } else {
                calls.handle(request);
              }
            })
            .listen(0, "127.0.0.1")
            .await();
    URI address = URI.create("http://127.0.0.1:" + server.actualPort());
    client = new HostClient(address, address, keys.create(List.of("admin"), "test").token());
  }

  private InvocationPipeline pipeline() {
    WarmPool pool =
        new WarmPool(
            new PoolConfig(Duration.ofHours(9), ByteSize.mebibytes(64)),
            (instance, _) -> instance.close(),
            housekeeping,
            time);
    Scheduler scheduler =
        new Scheduler(
            new SchedulerConfig(
                new SchedulerConfig.Instances(10, 4, 8),
                100,
                new SchedulerConfig.Capacity(64, Long.MAX_VALUE / 1_000, 50, 50),
                SchedulerConfig.Order.OLDEST),
            pool,
            new Scheduler.Machinery(
                new InstanceStarter(sandbox.alone(), watchdog, (instance, _) -> instance.close()),
                new InvocationExecutor(watchdog, time),
                watchdog,
                time));
    return new InvocationPipeline(
        new CallValidator(
            keys,
            new RateLimits(time),
            new CallValidator.Limits(ByteSize.kibibytes(256), ByteSize.mebibytes(1), 16),
            _ -> Optional.empty()),
        scheduler,
        List.of(),
        watchdog::after,
        time);
  }

  @Override
  public CompletableFuture<Acceptance> accept(Arrival arrival) {
    return instead.orElseGet(() -> store.accept(arrival));
  }

  /** The instance that has the only call, once it has started and the call has come. */
  FakeInstance instance() {
    return Eventually.get(
            () -> {
              if (!sandbox.starting().isEmpty()) {
                sandbox.startFirst(1_000);
              }
              return sandbox.busy();
            },
            busy -> !busy.isEmpty())
        .getFirst();
  }

  /** Waits until a start has begun, and lets it fail. */
  void failStart() {
    Eventually.holds("an instance starts", () -> !sandbox.starting().isEmpty());
    sandbox.failFirst();
  }

  /** What is known of a task. */
  String state(String id) {
    return store.find(new InvocationId(id)).map(task -> task.state().slug()).orElse("unknown");
  }

  /** A new key. */
  String key(String scope) {
    return keys.create(List.of(scope), "test").token();
  }

  /** How many tasks somebody waits for. */
  int awaited() {
    return endings.awaited();
  }

  private record Deployed() implements Catalogue {
    @Override
    public List<DeployedFunction> load() {
      return List.of(
          DeployedFunction.first(Versions.of("f").auth(AuthMode.PUBLIC).version()),
          DeployedFunction.first(Versions.of("secret").version()));
    }

    @Override
    public void commit(CatalogueChange change) {}
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

  @Override
  public void close() {
    client.close();
    gateway.close();
    vertx.close().await();
    watchdog.close();
    housekeeping.shutdownNow();
  }
}
