package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.request.async.TaskJson;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Shows tasks and calls them off. */
final class TaskRoutes {

  /** The largest page. */
  static final int MOST = 500;

  private final Tasks tasks;
  private final Exchange exchanges;

  TaskRoutes(Tasks tasks, Exchange exchanges) {
    this.tasks = tasks;
    this.exchanges = exchanges;
  }

  void list(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = page(exchange, "tasks", states(Exchange.query(exchange, "state")));
          return () -> Json.send(exchange, 200, body);
        });
  }

  /** A page of tasks, and where the next begins if there may be one. */
  ObjectNode page(RoutingContext exchange, String name, Set<TaskState> states)
      throws RefusedException {
    int limit = Exchange.limit(exchange, MOST);
    List<TaskRecord> found =
        tasks
            .store()
            .list(
                new TaskQuery(
                    Exchange.query(exchange, "function"),
                    states,
                    Exchange.query(exchange, "before"),
                    limit));
    ObjectNode body = Json.object();
    var list = body.putArray(name);
    found.forEach(record -> list.add(TaskJson.record(record, true)));
    if (found.size() == limit) {
      body.put("before", found.getLast().task().id().value());
    }
    return body;
  }

  private static Set<TaskState> states(String text) throws RefusedException {
    Set<TaskState> states = EnumSet.noneOf(TaskState.class);
    for (String slug : text.split(",", -1)) {
      if (!slug.isEmpty()) {
        states.add(state(slug));
      }
    }
    return states;
  }

  private static TaskState state(String slug) throws RefusedException {
    return Arrays.stream(TaskState.values())
        .filter(state -> state.slug().equals(slug))
        .findFirst()
        .orElseThrow(() ->
            new RefusedException(
                Reason.INVALID_REQUEST,
                "state must be one or more of "
                    + Arrays.stream(TaskState.values())
                        .map(TaskState::slug)
                        .collect(Collectors.joining(", "))
                    + ", with commas between them"));
  }

  void cancel(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          InvocationId id = new InvocationId(Exchange.parameter(exchange, "id"));
          return switch (tasks.canceller().cancel(id)) {
            case CANCELLED -> () -> answer(exchange, 200, id, TaskState.CANCELLED);
            case ENDING -> () -> answer(exchange, 202, id, TaskState.RUNNING);
            case UNKNOWN -> throw unknown(id);
            case ENDED ->
                throw new RefusedException(
                    Reason.CONFLICT, "the task " + id + " has ended already");
            case OUT_OF_REACH ->
                throw new RefusedException(
                    Reason.CONFLICT,
                    "the task " + id + " runs where it cannot be called off now; try again");
          };
        });
  }

  private static void answer(
      RoutingContext exchange, int status, InvocationId id, TaskState state) {
    Json.send(exchange, status, Json.object().put("id", id.value()).put("state", state.slug()));
  }

  static RefusedException unknown(InvocationId id) {
    return new RefusedException(
        Reason.UNKNOWN_INVOCATION,
        "no task " + id + " is remembered: GET /v1/tasks lists those that are");
  }
}
