package dev.hearth.host.request.hook;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.secret.MasterKeyFile;
import dev.hearth.host.secret.MemorySecretStore;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.validation.CallValidator;
import dev.hearth.host.validation.RateLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * A hook gateway on a loopback port, whose clock the test moves and whose tasks it looks at. Used
 * by one thread.
 */
final class HookedHost implements AutoCloseable {

  static final Duration WINDOW = Duration.ofDays(4);
  static final int MOST_BODY = 200_000;

  final ManualTime time = new ManualTime();
  final MemoryTaskStore tasks = new MemoryTaskStore();
  final SecretVault secrets;
  final FunctionRegistry registry = new FunctionRegistry(new NoCatalogue());
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<CompletableFuture<Acceptance>> held = Optional.empty();

  HookedHost(Path directory) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    secrets =
        SecretVault.open(
            new MemorySecretStore(),
            new MasterKeyFile(directory.resolve("secrets.key"), random),
            random,
            time.source());
    ByteSize body = new ByteSize(MOST_BODY);
    CallValidator validator =
        new CallValidator(
            new KeyRing(new NoKeys(), random, time.source()),
            new RateLimits(time.source()),
            new CallValidator.Limits(body, body, 16),
            _ -> Optional.empty());
    TaskQueue queue = this::accept;
    HookGateway gateway =
        new HookGateway(
            registry,
            new HookGateway.Means(
                validator::refuse,
                secrets,
                queue,
                new InvocationId.Source(new Random(7))::next,
                time.source(),
                new HookGateway.Limits(body, WINDOW)),
            vertx);
    server =
        vertx
            .createHttpServer()
            .requestHandler(gateway)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private CompletableFuture<Acceptance> accept(Arrival arrival) {
    CompletableFuture<Acceptance> done = tasks.accept(arrival);
    return held.map(hold -> hold.thenCombine(done, (_, acceptance) -> acceptance)).orElse(done);
  }

  /** From now on nothing becomes durable before the test ends what this gives. */
  CompletableFuture<Acceptance> hold() {
    CompletableFuture<Acceptance> hold = new CompletableFuture<>();
    held = Optional.of(hold);
    return hold;
  }

  /** Deploys a function with these webhooks. */
  void deploy(String name, Rate rate, TriggerSpec... hooks) {
    FunctionVersion plain = Versions.of(name).rate(rate).version();
    FunctionSpec spec = plain.spec();
    FunctionSpec hooked =
        new FunctionSpec(
            spec.handler(),
            spec.sandbox(),
            spec.timeouts(),
            spec.budget(),
            spec.concurrency(),
            spec.lane(),
            spec.priority(),
            spec.idempotent(),
            spec.retry(),
            spec.auth(),
            spec.env(),
            spec.keepAlive(),
            spec.confinement(),
            spec.rate(),
            spec.exchange(),
            new FunctionSpec.Background(
                List.of(hooks), false, FunctionSpec.Background.HOSTS_BACKLOG, Set.of()));
    registry.apply(
        new CatalogueChange.VersionDeployed(
            new FunctionVersion(
                plain.revision(),
                plain.id(),
                plain.artifact(),
                plain.artifactBytes(),
                plain.fingerprint(),
                hooked,
                plain.entryPoint(),
                plain.createdAt(),
                Map.of())));
  }

  void disable(String name) {
    registry.apply(new CatalogueChange.EnabledSet(new FunctionName(name), false));
  }

  /** Sends a POST with these fields. */
  CompletableFuture<HttpResponse<String>> later(
      String path, byte[] body, Map<String, String> fields) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
    fields.forEach(request::header);
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String path, byte[] body, Map<String, String> fields) {
    return later(path, body, fields).join();
  }

  HttpResponse<String> get(String path) {
    return client.sendAsync(request(path).GET().build(), BodyHandlers.ofString()).join();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.actualPort()).resolve(path))
        .timeout(Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static final class NoCatalogue implements Catalogue {
    @Override
    public List<DeployedFunction> load() {
      return List.of();
    }

    @Override
    public void commit(CatalogueChange change) {}
  }

  private static final class NoKeys implements KeyStore {
    @Override
    public List<StoredKey> keys() {
      return List.of();
    }

    @Override
    public void add(StoredKey key) {}

    @Override
    public boolean remove(String id) {
      return false;
    }
  }
}
