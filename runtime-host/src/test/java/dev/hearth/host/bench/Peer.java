package dev.hearth.host.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one would write with Vert.x instead of having a host: a server whose requests are handed to
 * a worker pool and answered there with a constant, or with a greeting for the name in their body,
 * on as many event loops as there are processors. The worker pool has the size that Vert.x itself
 * chooses, 20 threads.
 */
final class Peer {

  /** What greets whoever is named in the body, beside that which always answers the same. */
  static final String GREETER = "/greet";

  private Peer() {}

  /** Serves on the port that is the only argument until it is told to stop. */
  public static void main(String[] arguments) {
    ObjectMapper mapper = new JsonMapper();
    Vertx vertx = Vertx.vertx();
    WorkerExecutor workers =
        vertx.createSharedWorkerExecutor("peer", VertxOptions.DEFAULT_WORKER_POOL_SIZE);
    int port = Integer.parseInt(arguments[0]);
    vertx
        .deployVerticle(
            () -> new Server(port, workers, mapper),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .onFailure(failure -> System.exit(1));
  }

  /** Starts one in a process of its own and waits until it answers. */
  static Child start(Surroundings surroundings, int port, String... options)
      throws IOException, InterruptedException {
    Path target = surroundings.repository().resolve("runtime-host/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Surroundings.tool("java"),
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            target.resolve("test-classes") + ":" + target.resolve("lib") + "/*",
            Peer.class.getName(),
            Integer.toString(port)));
    Child child = Child.start(command, surroundings.fresh("peer"));
    child.awaitOk(port, "/");
    return child;
  }

  private record Caller(String name) {}

  private record Greeting(String greeting) {}

  /** One server on one event loop. */
  private static final class Server extends VerticleBase {

    private final int port;
    private final WorkerExecutor workers;
    private final ObjectMapper mapper;

    Server(int port, WorkerExecutor workers, ObjectMapper mapper) {
      this.port = port;
      this.workers = workers;
      this.mapper = mapper;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
      if (GREETER.equals(request.path())) {
        request.body().onSuccess(body -> answer(request, () -> greeting(body)));
      } else {
        answer(request, () -> Buffer.buffer(Functions.GREETING));
      }
    }

    private void answer(HttpServerRequest request, Callable<Buffer> work) {
      workers
          .executeBlocking(work, false)
          .onSuccess(body ->
              request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body));
    }

    private Buffer greeting(Buffer body) {
      Caller caller = mapper.readValue(body.getBytes(), Caller.class);
      return Buffer.buffer(mapper.writeValueAsBytes(new Greeting("Hello, " + caller.name + "!")));
    }
  }
}
