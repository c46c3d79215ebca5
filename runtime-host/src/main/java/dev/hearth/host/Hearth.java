package dev.hearth.host;

import dev.hearth.host.admin.AdminApi;
import dev.hearth.host.config.HostPort;
import dev.hearth.host.data.AdminKeyFile;
import dev.hearth.host.data.DataDirectory;
import dev.hearth.host.monitoring.Health;
import dev.hearth.host.monitoring.JvmMetrics;
import dev.hearth.host.monitoring.Telemetry;
import dev.hearth.host.request.framing.StrictHttp;
import dev.hearth.host.request.framing.WireLimits;
import dev.hearth.host.sandbox.polyglot.layer.LanguageLayer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running host. Started and stopped by one thread. */
final class Hearth implements AutoCloseable {

  private static final int INITIAL_LINE = 8 * 1024;
  private static final int LEAST_BODY_BYTES = 1024;
  private static final int CONTROL_THREADS = 8;
  private static final Executor ASIDE = work -> Thread.ofPlatform().daemon(true).start(work);

  private final HearthConfig config;
  private final DataDirectory data;
  private final Core core;
  private final Telemetry telemetry;
  private final JvmMetrics jvm;
  private final FunctionLogEcho logEcho;
  private final Health health = new Health();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          CONTROL_THREADS, Thread.ofPlatform().name("hearth-control-", 1).daemon(true).factory());
  private final Vertx vertx;
  private final CallPath calls;
  private volatile HostPort gateway;
  private volatile HostPort admin;

  private Hearth(
      HearthConfig config,
      DataDirectory data,
      Parts parts,
      Surroundings surroundings,
      PrintStream console) {
    this.config = config;
    this.data = data;
    this.core = parts.core();
    this.gateway = config.gateway();
    this.admin = config.admin();
    this.telemetry = parts.telemetry();
    this.jvm = new JvmMetrics(telemetry);
    this.logEcho = new FunctionLogEcho(console);
    this.vertx = parts.vertx();
    this.calls =
        CallPath.open(
            config, core, surroundings, new CallPath.Means(telemetry, logEcho, vertx, workers));
  }

  /**
   * Starts a host; when this returns it is ready.
   *
   * @param console where functions' log lines are shown
   * @throws IOException when the data directory or a listener's address cannot be used
   * @throws dev.hearth.host.registry.StoreException when the store cannot be opened
   */
  static Hearth start(HearthConfig config, Surroundings surroundings, PrintStream console)
      throws IOException, InterruptedException {
    DataDirectory data = DataDirectory.open(config.data());
    Parts parts = Parts.open(config, data, surroundings);
    Hearth hearth = new Hearth(config, data, parts, surroundings, console);
    try {
      AdminKeyFile.ensure(data.adminKey(), hearth.core.keys());
      hearth.calls.durable().begin(hearth.core.housekeeping());
      hearth.listen();
      hearth.core.begin();
      hearth.calls.schedules().begin();
      hearth.health.started();
      hearth.core.enforcers().ladder().warmUp();
      return hearth;
    } catch (IOException | RuntimeException e) {
      hearth.close();
      throw e;
    }
  }

  /** What takes a moment to open, opened side by side. */
  private record Parts(Core core, Telemetry telemetry, Vertx vertx) {

    static Parts open(HearthConfig config, DataDirectory data, Surroundings surroundings)
        throws IOException {
      CompletableFuture<Telemetry> telemetry =
          CompletableFuture.supplyAsync(() -> Telemetry.start(surroundings.environment()), ASIDE);
      CompletableFuture<Vertx> vertx = CompletableFuture.supplyAsync(() -> newVertx(config), ASIDE);
      try {
        Core core = Core.open(config, data, surroundings);
        return new Parts(core, telemetry.join(), vertx.join());
      } catch (IOException | RuntimeException e) {
        var _ = vertx.thenAccept(Vertx::close);
        var _ = telemetry.thenAccept(Telemetry::close);
        if (e instanceof CompletionException && e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** A line on the languages of the polyglot sandbox. */
  String languages() {
    if (!LanguageLayer.isThere()) {
      return "Java only: the modules of the others are not in " + LanguageLayer.besideHost();
    }
    return "JavaScript, Python, WebAssembly: "
        + (core.languages().hasCompiler()
            ? "code that runs often is compiled (--jit)"
            : "interpreted; start with --jit to have code that runs often compiled");
  }

  private static Vertx newVertx(HearthConfig config) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    return StrictHttp.guard(Vertx.builder().with(options), wireLimits(config)).build();
  }

  private static WireLimits wireLimits(HearthConfig config) {
    HearthConfig.RequestLimits limits = config.limits();
    return new WireLimits(
        INITIAL_LINE,
        (int) Math.min(1 << 20, limits.header().bytes()),
        limits.headerTimeout(),
        limits.bodyStall(),
        LEAST_BODY_BYTES,
        limits.idle(),
        limits.streams().stall());
  }

  private void listen() throws IOException, InterruptedException {
    var options = StrictHttp.options(wireLimits(config));
    AdminApi.State state =
        new AdminApi.State(
            core.registry(),
            core.pool(),
            core.scheduler(),
            core.deployer(),
            core.keys(),
            core.secrets(),
            calls.histories().queries(),
            health,
            core.languages(),
            telemetry.prometheusPage(),
            calls.durable().tasks(),
            calls.schedules().desk());
    AdminApi.Means means =
        new AdminApi.Means(workers, data.uploads(), config.limits().upload(), () -> gateway.url());
    admin =
        Listeners.open(
            vertx, "admin", config.admin(), options, AdminApi.router(vertx, state, means), 1);
    gateway =
        Listeners.open(
            vertx,
            "gateway",
            config.gateway(),
            options,
            calls.gateway(),
            Runtime.getRuntime().availableProcessors());
  }

  /** Where functions are called. */
  HostPort gateway() {
    return gateway;
  }

  /** Where the control API is. */
  HostPort admin() {
    return admin;
  }

  /** The file with the admin key. */
  Path adminKeyFile() {
    return data.adminKey();
  }

  /** The parts that journeys look at. */
  Core core() {
    return core;
  }

  /** What takes in and runs durable work. */
  BackgroundWork background() {
    return calls.durable().background();
  }

  /**
   * Waits until the host can no longer be relied on, which may be never; it is not ready any more
   * then.
   *
   * @return why
   */
  String awaitDistrust() {
    String why = core.enforcers().distrust().join();
    health.drain(why);
    return why;
  }

  /** Takes no new calls, waits for those under way, then ends everything. Idempotent. */
  @Override
  public void close() {
    health.drain("the host was asked to stop");
    calls.drain(config);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    workers.shutdownNow();
    calls.close();
    core.close();
    logEcho.close();
    jvm.close();
    telemetry.close();
  }
}
