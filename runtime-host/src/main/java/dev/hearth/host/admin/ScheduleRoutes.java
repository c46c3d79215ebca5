package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.admin.json.ScheduleJson;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.UnknownFunctionException;
import dev.hearth.host.response.RefusedException;
import dev.hearth.host.schedule.ScheduleDesk;
import dev.hearth.host.schedule.ScheduleId;
import dev.hearth.host.schedule.ScheduleView;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows schedules, fires them out of turn, and stops them for a while. */
final class ScheduleRoutes {

  private final FunctionRegistry registry;
  private final ScheduleDesk desk;
  private final Exchange exchanges;

  ScheduleRoutes(FunctionRegistry registry, ScheduleDesk desk, Exchange exchanges) {
    this.registry = registry;
    this.desk = desk;
    this.exchanges = exchanges;
  }

  void list(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          List<ScheduleView> views = views(exchange.request().getParam("function", ""));
          ObjectNode body = Json.object();
          ArrayNode list = body.putArray("schedules");
          views.forEach(view -> list.add(ScheduleJson.of(view)));
          return () -> Json.send(exchange, 200, body);
        });
  }

  private List<ScheduleView> views(String function) throws RefusedException {
    if (function.isEmpty()) {
      return desk.all();
    }
    FunctionName name = Exchange.functionName(function);
    if (registry.find(name).isEmpty()) {
      throw new UnknownFunctionException(name);
    }
    return desk.of(name);
  }

  void fire(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ScheduleId id = id(exchange);
          requireEnabled(id.function());
          ScheduleDesk.OutOfTurn end = desk.fire(id).orElseThrow(() -> unknown(id));
          String task = end.task().map(InvocationId::value).orElse("");
          switch (end.fired()) {
            case DONE -> {}
            case OVERLAPS -> throw overlaps(id);
            case FULL -> throw full(id);
            case SUPERSEDED -> throw unknown(id);
          }
          ObjectNode body = Json.object().put("id", task).put("state", "queued");
          return () -> {
            exchange.response().putHeader(HttpHeaders.LOCATION, "/invocations/" + task);
            Json.send(exchange, 202, body);
          };
        });
  }

  void pause(RoutingContext exchange, boolean paused) {
    exchanges.blocking(
        exchange,
        () -> {
          ScheduleId id = id(exchange);
          if (!desk.pause(id, paused)) {
            throw unknown(id);
          }
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  private void requireEnabled(FunctionName name) throws RefusedException {
    boolean enabled =
        registry.find(name).orElseThrow(() -> new UnknownFunctionException(name)).enabled();
    if (!enabled) {
      throw new RefusedException(
          Reason.FUNCTION_DISABLED,
          "the function \"" + name + "\" is disabled: enable it, then fire its schedule");
    }
  }

  private static ScheduleId id(RoutingContext exchange) throws RefusedException {
    return new ScheduleId(Exchange.name(exchange), Exchange.parameter(exchange, "schedule"));
  }

  private static RefusedException unknown(ScheduleId id) {
    return new RefusedException(
        Reason.UNKNOWN_SCHEDULE,
        "the active version of \""
            + id.function()
            + "\" has no schedule \""
            + id.name()
            + "\": GET /v1/schedules?function="
            + id.function()
            + " lists those that it has");
  }

  private static RefusedException overlaps(ScheduleId id) {
    return new RefusedException(
        Reason.CONFLICT,
        "a run of the schedule "
            + id
            + " is not over, and its manifest says overlap: skip: wait for it, or deploy the"
            + " schedule with overlap: queue or allow");
  }

  private static RefusedException full(ScheduleId id) {
    return new RefusedException(
        Reason.THROTTLED,
        "the backlog of \"" + id.function() + "\" is full: try again when it has worked some off");
  }
}
