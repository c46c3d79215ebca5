package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.request.Unknown;
import dev.hearth.host.request.async.TaskJson;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what has failed for good, and has it run again or forgotten. */
final class DeadLetterRoutes {

  /** How many one request redrives or purges, each in a transaction of its own. */
  private static final int MOST_AT_ONCE = 1_000;

  private static final Set<TaskState> DEAD = Set.of(TaskState.DEAD_LETTERED, TaskState.EXPIRED);

  private final Tasks tasks;
  private final TaskRoutes routes;
  private final Exchange exchanges;

  DeadLetterRoutes(Tasks tasks, TaskRoutes routes, Exchange exchanges) {
    this.tasks = tasks;
    this.routes = routes;
    this.exchanges = exchanges;
  }

  /** Changes one dead letter; false if it is none any more. */
  @FunctionalInterface
  private interface Change {
    boolean make(TaskRecord letter) throws RefusedException;
  }

  void list(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = routes.page(exchange, "deadLetters", DEAD);
          return () -> Json.send(exchange, 200, body);
        });
  }

  void show(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = TaskJson.recordWithInput(letter(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void redrive(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          Optional<String> qualifier = qualifier(Json.body(exchange));
          TaskRecord letter = letter(exchange);
          if (!redrive(letter, qualifier)) {
            throw changed(letter.task().id());
          }
          ObjectNode body =
              Json.object()
                  .put("id", letter.task().id().value())
                  .put("state", TaskState.QUEUED.slug());
          return () -> Json.send(exchange, 202, body);
        });
  }

  void redriveAll(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          Optional<String> qualifier = qualifier(Json.body(exchange));
          ObjectNode body =
              changeAll(function(exchange), "redriven", letter -> redrive(letter, qualifier));
          return () -> Json.send(exchange, 202, body);
        });
  }

  private boolean redrive(TaskRecord letter, Optional<String> qualifier) throws RefusedException {
    FunctionName name = letter.task().target().function();
    DeployedFunction function =
        tasks
            .registry()
            .find(name)
            .orElseThrow(() -> new RefusedException(Unknown.function(name, tasks.registry())));
    String wanted = qualifier.orElse(letter.task().target().qualifier());
    FunctionVersion version =
        tasks
            .registry()
            .resolve(name, wanted, 0)
            .orElseThrow(() -> new RefusedException(Unknown.version(function, wanted)));
    Instant now = tasks.time().now();
    boolean queued =
        tasks
            .store()
            .redrive(letter.task().id(), wanted, now, now.plus(version.spec().retry().maxAge()));
    if (queued) {
      tasks.announce().accept(name, now);
    }
    return queued;
  }

  void purge(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          InvocationId id = letter(exchange).task().id();
          if (!tasks.store().purge(id, tasks.time().now())) {
            throw changed(id);
          }
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  void purgeAll(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body =
              changeAll(
                  function(exchange),
                  "purged",
                  letter -> tasks.store().purge(letter.task().id(), tasks.time().now()));
          return () -> Json.send(exchange, 200, body);
        });
  }

  /** Goes through a function's dead letters, the newest first; each once. */
  private ObjectNode changeAll(FunctionName function, String done, Change change)
      throws RefusedException {
    int seen = 0;
    int changed = 0;
    String before = "";
    List<TaskRecord> page;
    do {
      page = tasks.store().list(new TaskQuery(function.value(), DEAD, before, TaskRoutes.MOST));
      for (TaskRecord letter : page) {
        seen++;
        changed += change.make(letter) ? 1 : 0;
        before = letter.task().id().value();
      }
    } while (page.size() == TaskRoutes.MOST && seen < MOST_AT_ONCE);
    return Json.object().put(done, changed).put("more", page.size() == TaskRoutes.MOST);
  }

  private TaskRecord letter(RoutingContext exchange) throws RefusedException {
    InvocationId id = new InvocationId(Exchange.parameter(exchange, "id"));
    TaskRecord record = tasks.store().find(id).orElseThrow(() -> TaskRoutes.unknown(id));
    if (!DEAD.contains(record.state())) {
      throw new RefusedException(
          Reason.CONFLICT, "the task " + id + " is no dead letter, it is " + record.state().slug());
    }
    return record;
  }

  private static RefusedException changed(InvocationId id) {
    return new RefusedException(
        Reason.CONFLICT, "the task " + id + " is no dead letter any more: somebody was faster");
  }

  /** All of all functions at once would be too easy to ask for by mistake. */
  private static FunctionName function(RoutingContext exchange) throws RefusedException {
    String name = Exchange.query(exchange, "function");
    if (!FunctionName.isValid(name)) {
      throw new RefusedException(
          Reason.INVALID_REQUEST,
          "say whose dead letters: ?function=name; one at a time is at /v1/dead-letters/{id}");
    }
    return new FunctionName(name);
  }

  /** The version or alias that the body names; empty for that of the task. */
  private static Optional<String> qualifier(ObjectNode body) throws RefusedException {
    JsonNode version = body.path("version");
    JsonNode alias = body.path("alias");
    if (version.isMissingNode() && alias.isMissingNode()) {
      return Optional.empty();
    }
    if (alias.isMissingNode() && version.isInt() && version.intValue() > 0) {
      return Optional.of(Integer.toString(version.intValue()));
    }
    if (version.isMissingNode() && alias.isString() && !alias.stringValue().isEmpty()) {
      return Optional.of(alias.stringValue());
    }
    throw new RefusedException(
        Reason.INVALID_REQUEST,
        "the body may be {\"version\": 2} or {\"alias\": \"live\"}, or empty for the version that"
            + " the task was for");
  }
}
