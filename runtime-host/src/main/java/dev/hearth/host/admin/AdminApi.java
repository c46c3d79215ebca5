package dev.hearth.host.admin;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.admin.json.FunctionJson;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.deployment.Deployer;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.monitoring.Health;
import dev.hearth.host.monitoring.PrometheusPage;
import dev.hearth.host.monitoring.history.ExecutionHistory;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.Answers;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.sandbox.polyglot.Languages;
import dev.hearth.host.schedule.ScheduleDesk;
import dev.hearth.host.scheduling.Scheduler;
import dev.hearth.host.secret.SecretVault;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The route table of the admin listener. */
public final class AdminApi {

  private static final int MOST_JSON = 64 * 1024;
  private static final String FUNCTION = "/v1/functions/:name";

  private final Router router;
  private final Authorisation authorisation;
  private final Handler<RoutingContext> smallBody =
      BodyHandler.create(false).setBodyLimit(MOST_JSON);

  private AdminApi(Router router, KeyRing keys) {
    this.router = router;
    this.authorisation = new Authorisation(keys);
  }

  /** What the routes show and change. */
  public record State(
      FunctionRegistry registry,
      WarmPool pool,
      Scheduler scheduler,
      Deployer deployer,
      KeyRing keys,
      SecretVault secrets,
      ExecutionHistory history,
      Health health,
      Languages languages,
      PrometheusPage metrics,
      Tasks tasks,
      ScheduleDesk schedules) {}

  /**
   * How the routes work.
   *
   * @param workers threads for what may block
   * @param uploads where uploads are streamed to; on the file system of the artifacts
   * @param maxUpload the largest upload
   * @param gatewayAddress where calls go, for instance {@code http://127.0.0.1:8080}
   */
  public record Means(
      ExecutorService workers, Path uploads, ByteSize maxUpload, Supplier<String> gatewayAddress) {}

  /** The router that answers on the admin listener. */
  public static Router router(Vertx vertx, State state, Means means) {
    AdminApi api = new AdminApi(Router.router(vertx), state.keys());
    Exchange exchanges = new Exchange(means.workers());
    FunctionJson json = new FunctionJson(means.gatewayAddress());
    api.health(new HealthRoutes(state.health(), state.metrics(), exchanges));
    api.deployment(
        new DeploymentRoute(
            new UploadReceiver(vertx, means.uploads(), means.maxUpload()),
            state.deployer(),
            json,
            new SecretWarnings(state.secrets()),
            exchanges));
    api.functions(
        new FunctionRoutes(state.registry(), state.pool(), state.scheduler(), json, exchanges));
    api.aliases(new AliasRoutes(state.registry(), exchanges));
    api.invocations(new InvocationRoutes(state.history(), exchanges));
    api.get("/v1/logs", new LogRoutes(state.history(), exchanges)::show);
    api.get("/v1/subscriptions", new SubscriptionRoutes(state.registry())::list);
    TaskRoutes tasks = new TaskRoutes(state.tasks(), exchanges);
    api.tasks(tasks, new DeadLetterRoutes(state.tasks(), tasks, exchanges));
    api.keys(new KeyRoutes(state.keys(), exchanges));
    api.secrets(new SecretRoutes(state.secrets(), state.registry(), exchanges));
    api.schedules(new ScheduleRoutes(state.registry(), state.schedules(), exchanges));
    api.get(
        "/v1/status",
        new StatusRoute(
                state.health(), state.scheduler(), state.pool(), state.languages(), exchanges)
            ::show);
    api.errors();
    return api.router;
  }

  private void health(HealthRoutes routes) {
    router.get("/healthz").handler(routes::live);
    router.get("/readyz").handler(routes::ready);
    router.get("/metrics").handler(authorisation.requires("read")).handler(routes::metrics);
  }

  private void deployment(DeploymentRoute route) {
    router.put(FUNCTION).handler(authorisation.requires("deploy")).handler(route::deploy);
  }

  private void functions(FunctionRoutes routes) {
    get("/v1/functions", routes::list);
    get(FUNCTION, routes::describe);
    get(FUNCTION + "/versions", routes::versions);
    change(HttpMethod.DELETE, FUNCTION, "deploy", routes::delete);
    change(HttpMethod.DELETE, FUNCTION + "/versions/:version", "deploy", routes::deleteVersion);
    change(HttpMethod.POST, FUNCTION + "/rollback", "deploy", routes::rollback);
    change(HttpMethod.POST, FUNCTION + "/warm", "deploy", routes::warm);
    change(HttpMethod.POST, FUNCTION + "/enable", "deploy", x -> routes.enable(x, true));
    change(HttpMethod.POST, FUNCTION + "/disable", "deploy", x -> routes.enable(x, false));
  }

  private void aliases(AliasRoutes routes) {
    String alias = FUNCTION + "/aliases/:alias";
    change(HttpMethod.PUT, alias, "deploy", routes::set);
    change(HttpMethod.DELETE, alias, "deploy", routes::delete);
  }

  private void invocations(InvocationRoutes routes) {
    get("/v1/invocations", routes::list);
    get("/v1/invocations/:id", routes::show);
    get("/v1/invocations/:id/logs", routes::logs);
    get("/v1/invocations/:id/trace", routes::trace);
  }

  private void tasks(TaskRoutes routes, DeadLetterRoutes deadLetters) {
    String letters = "/v1/dead-letters";
    get("/v1/tasks", routes::list);
    change(HttpMethod.DELETE, "/v1/invocations/:id", "deploy", routes::cancel);
    get(letters, deadLetters::list);
    get(letters + "/:id", deadLetters::show);
    change(HttpMethod.POST, letters + "/redrive", "deploy", deadLetters::redriveAll);
    change(HttpMethod.POST, letters + "/:id/redrive", "deploy", deadLetters::redrive);
    change(HttpMethod.DELETE, letters, "deploy", deadLetters::purgeAll);
    change(HttpMethod.DELETE, letters + "/:id", "deploy", deadLetters::purge);
  }

  private void keys(KeyRoutes routes) {
    router.get("/v1/keys").handler(authorisation.requires("admin")).handler(routes::list);
    change(HttpMethod.POST, "/v1/keys", "admin", routes::create);
    change(HttpMethod.DELETE, "/v1/keys/:id", "admin", routes::delete);
  }

  private void secrets(SecretRoutes routes) {
    String secret = "/v1/secrets/:secret";
    router.get("/v1/secrets").handler(authorisation.requires("admin")).handler(routes::list);
    router.put(secret).handler(authorisation.requires("admin")).handler(routes::put);
    change(HttpMethod.DELETE, secret, "admin", routes::delete);
  }

  private void schedules(ScheduleRoutes routes) {
    String schedule = "/v1/schedules/:name/:schedule";
    get("/v1/schedules", routes::list);
    change(HttpMethod.POST, schedule + "/fire", "deploy", routes::fire);
    change(HttpMethod.POST, schedule + "/pause", "deploy", x -> routes.pause(x, true));
    change(HttpMethod.POST, schedule + "/resume", "deploy", x -> routes.pause(x, false));
  }

  private void get(String path, Handler<RoutingContext> handler) {
    router.get(path).handler(authorisation.requires("read")).handler(handler);
  }

  private void change(
      HttpMethod method, String path, String scope, Handler<RoutingContext> handler) {
    router
        .route(method, path)
        .handler(authorisation.requires(scope))
        .handler(smallBody)
        .handler(handler);
  }

  private void errors() {
    router.errorHandler(
        404, x -> fail(x, Reason.UNKNOWN_ROUTE, "nothing is at " + x.request().path()));
    router.errorHandler(405, this::refuseMethod);
    router.errorHandler(413, x -> fail(x, Reason.PAYLOAD_TOO_LARGE, "the body has at most 64KiB"));
    router.errorHandler(400, x -> fail(x, Reason.INVALID_REQUEST, "the request cannot be read"));
    router.errorHandler(
        500,
        x ->
            Exchange.fail(
                x, Objects.requireNonNullElseGet(x.failure(), IllegalStateException::new)));
  }

  private void refuseMethod(RoutingContext exchange) {
    String allowed =
        router.getRoutes().stream()
            .filter(route -> isPathOf(route, exchange.request().path()))
            .flatMap(route -> route.methods().stream())
            .map(HttpMethod::name)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    exchange.response().putHeader(HttpHeaders.ALLOW, allowed);
    fail(
        exchange,
        Reason.METHOD_NOT_ALLOWED,
        exchange.request().path() + " takes " + allowed + ", not " + exchange.request().method());
  }

  /** Whether a route whose path has parameters such as {@code :name} leads to a path. */
  private static boolean isPathOf(Route route, @Nullable String path) {
    String pattern = Objects.requireNonNullElse(route.getPath(), "").replaceAll(":\\w+", "[^/]+");
    return path != null && path.matches(pattern);
  }

  private static void fail(RoutingContext exchange, Reason reason, String detail) {
    Answers.problem(exchange.request(), ProblemDocument.of(reason, detail));
  }
}
