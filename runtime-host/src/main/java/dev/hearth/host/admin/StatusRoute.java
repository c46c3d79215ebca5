package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.monitoring.Health;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.polyglot.Languages;
import dev.hearth.host.scheduling.Placement;
import dev.hearth.host.scheduling.Scheduler;
import dev.hearth.host.scheduling.SchedulerStatus;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/status}: lanes, queues, capacity and limits of the host, as they are now. */
final class StatusRoute {

  private final Health health;
  private final Scheduler scheduler;
  private final WarmPool pool;
  private final Languages languages;
  private final Exchange exchanges;

  StatusRoute(
      Health health, Scheduler scheduler, WarmPool pool, Languages languages, Exchange exchanges) {
    this.health = health;
    this.scheduler = scheduler;
    this.pool = pool;
    this.languages = languages;
    this.exchanges = exchanges;
  }

  void show(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = body();
          return () -> Json.send(exchange, 200, body);
        });
  }

  private ObjectNode body() {
    SchedulerStatus status = scheduler.status();
    ObjectNode body = Json.object().put("status", health.state().phase().text());
    lanes(body.putObject("lanes"), status);
    body.putObject("capacity")
        .put("adaptiveLimit", status.adaptiveLimit())
        .put("longCalls", status.longCalls());
    body.putObject("instances")
        .put("live", pool.live())
        .put("idle", pool.idle())
        .put("starting", status.instancesStarting())
        .put("max", status.instancesMax())
        .put("bytes", pool.bytes());
    ObjectNode engines =
        body.putObject("languages").put("jit", languages.hasCompiler()).putObject("engines");
    languages.engines().forEach(engines::put);
    ObjectNode rejected = body.putObject("rejected");
    for (Placement placement : Placement.values()) {
      if (placement.rejects()) {
        rejected.put(placement.slug(), scheduler.rejections().count(placement));
      }
    }
    var waiting = body.putArray("waiting");
    for (SchedulerStatus.LineStatus line : status.lines()) {
      waiting
          .addObject()
          .put("version", line.version())
          .put("lane", lower(line.lane()))
          .put("waiting", line.waiting())
          .put("running", line.running())
          .put("congested", line.congested());
    }
    return body;
  }

  private static void lanes(ObjectNode json, SchedulerStatus status) {
    for (SchedulerStatus.LaneStatus lane : status.lanes()) {
      json.putObject(lower(lane.lane()))
          .put("waiting", lane.waiting())
          .put("running", lane.running())
          .put("processors", lane.processors())
          .put("processorsLimit", lane.processorsLimit())
          .put("promised", lane.promised().toString())
          .put("promisedLimit", lane.promisedLimit().toString());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
