package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Events reach the functions that want them, whoever sends them and however they take them. */
@ExtendWith(SharedHost.class)
class EventsTest {

  private static final String STRUCTURED = "application/cloudevents+json";

  private static String wanting(String type) {
    return "triggers: [{event: {filters: [{exact: {type: " + type + "}}]}}]";
  }

  private static FunctionJar eventFunction(String body) {
    return FunctionJar.of(
        "com.acme.Told",
        """
        package com.acme;
        import dev.hearth.function.*;
        import java.util.*;
        public class Told implements EventFunction {
          public void handle(Event event, Context context) throws Exception {
            %s
          }
        }
        """
            .formatted(body));
  }

  private static Reply publish(HostClient host, String id, String type) {
    HttpRequest.Builder request =
        host.toGateway("/events")
            .header("Content-Type", STRUCTURED)
            .POST(
                BodyPublishers.ofString(
                    "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/journey\",\"type\":\"%s\",\"subject\":\"é 1\",\"data\":{\"name\":\"Ada\"}}"
                        .formatted(id, type)));
    return host.send(request);
  }

  private static List<String> invocations(Reply reply) {
    List<String> ids = new ArrayList<>();
    reply
        .expect(202)
        .json()
        .path("accepted")
        .forEach(event -> event.path("invocations").forEach(id -> ids.add(id.asString())));
    return ids;
  }

  private static JsonNode ended(HostClient host, String id) {
    return Eventually.get(
            () -> host.send(host.toGateway("/invocations/" + id).GET()),
            reply ->
                reply.status() == 200
                    && !List.of("queued", "running")
                        .contains(reply.json().path("state").asString()))
        .json();
  }

  private static String logsOf(HostClient host, String id) {
    return Eventually.get(
            () -> host.admin("GET", "/v1/invocations/" + id + "/logs"),
            logs -> logs.status() == 200 && !logs.json().path("lines").isEmpty())
        .text();
  }

  @Test
  void everyContractGetsTheEventInItsOwnWay(HostClient host) {
    String wants = wanting("com.acme.told");
    host.deployed(
        "told-event",
        eventFunction(
            """
            context.logger().log(System.Logger.Level.INFO,
                "got " + event.subject().get() + " " + event.dataText());
            """),
        wants);
    host.deployed(
        "told-http",
        Functions.http(
            """
            context.logger().log(System.Logger.Level.INFO, "got " + request.method() + " "
                + request.header("ce-subject").get() + " " + request.bodyText());
            return HttpResponse.of(204);
            """),
        wants);
    host.deployed("told-plain", Functions.greeting(), wants);
    host.deployed("told-nothing", Functions.greeting(), wanting("com.acme.else"));
    List<String> ids = invocations(publish(host, "told-1", "com.acme.told"));
    assertThat(ids).hasSize(3);
    for (String id : ids) {
      assertThat(ended(host, id).path("state").asString()).isEqualTo("succeeded");
    }
    assertThat(logsOf(host, ids.get(0))).contains("got é 1 {\\\"name\\\":\\\"Ada\\\"}");
    assertThat(logsOf(host, ids.get(1))).contains("got POST %C3%A9%201");
    assertThat(ended(host, ids.get(2)).path("result").toString()).contains("Hello, Ada!");
    assertThat(invocations(publish(host, "told-1", "com.acme.told")))
        .as("the same event again is delivered no second time")
        .isEqualTo(ids);
  }

  @Test
  void subscriptionsFollowWhatIsDeployed(HostClient host) {
    host.deployed("sub-one", Functions.saying("hi"), wanting("com.acme.sub"));
    JsonNode list = host.admin("GET", "/v1/subscriptions").expect(200).json();
    assertThat(list.path("subscriptions").findValuesAsString("function")).contains("sub-one");
    assertThat(list.toString()).contains("{\"exact\":{\"type\":\"com.acme.sub\"}}");
    assertThat(invocations(publish(host, "sub-1", "com.acme.sub"))).hasSize(1);
    host.admin("POST", "/v1/functions/sub-one/disable").expect(200);
    assertThat(invocations(publish(host, "sub-2", "com.acme.sub"))).isEmpty();
    host.admin("POST", "/v1/functions/sub-one/enable").expect(200);
    assertThat(invocations(publish(host, "sub-3", "com.acme.sub"))).hasSize(1);
    host.deployed("sub-one", Functions.saying("hi"), wanting("com.acme.other"));
    assertThat(invocations(publish(host, "sub-4", "com.acme.sub"))).isEmpty();
    host.admin("DELETE", "/v1/functions/sub-one").expect(204);
    assertThat(invocations(publish(host, "sub-5", "com.acme.other"))).isEmpty();
  }

  @Test
  void aFunctionEmitsAnEventInItsTraceAndWhoeverWantsItRuns(HostClient host) {
    host.deployed(
        "emit-heard",
        eventFunction(
            "context.logger().log(System.Logger.Level.INFO, context.traceparent() + \" \""
                + " + event.source());"),
        wanting("com.acme.emitted"));
    host.deployed(
        "emit-says",
        Functions.http("return HttpResponse.text(context.emit(\"com.acme.emitted\", \"{}\"));"),
        "permissions: {emit: [com.acme.*]}");
    Reply reply = host.get("emit-says").expect(200);
    assertThat(reply.text()).hasSize(36);
    String trace = reply.header("traceresponse").substring(3, 35);
    JsonNode heard =
        Eventually.get(
                () -> host.admin("GET", "/v1/invocations?function=emit-heard"),
                list -> list.text().contains("\"success\""))
            .json();
    String id = heard.path("invocations").path(0).path("id").asString();
    assertThat(logsOf(host, id)).contains(trace, "/fn/emit-says");
    assertThat(heard.path("invocations").path(0).path("trigger").asString()).isEqualTo("pubsub");
  }

  @Test
  void whatTheManifestDoesNotAllowIsNotEmitted(HostClient host) {
    String body =
        """
        try {
          return HttpResponse.text(context.emit("com.acme.secret", "{}"));
        } catch (InvocationFailedException e) {
          return HttpResponse.text(e.status() + " " + e.getMessage());
        }
        """;
    host.deployed("emit-not", Functions.http(body), "permissions: {emit: [com.acme.other]}");
    assertThat(host.get("emit-not").expect(200).text())
        .startsWith("403 the event com.acme.secret was not taken in (forbidden)")
        .contains("permissions: {emit: [\"com.acme.secret\"]}");
  }

  @Test
  void functionsThatWakeThemselvesEnd(HostClient host) {
    host.deployed(
        "emit-circle",
        eventFunction(
            """
            try {
              context.emit("com.acme.circle", "{}");
            } catch (InvocationFailedException e) {
              context.logger().log(System.Logger.Level.INFO, "ended: " + e.reason());
            }
            """),
        wanting("com.acme.circle") + "\npermissions: {emit: [com.acme.circle]}");
    invocations(publish(host, "circle-1", "com.acme.circle"));
    JsonNode all =
        Eventually.get(
                () -> host.admin("GET", "/v1/invocations?function=emit-circle&limit=100"),
                list -> list.json().path("invocations").size() >= 17)
            .json();
    assertThat(all.path("invocations").size()).isEqualTo(17);
    assertThat(logsOf(host, all.path("invocations").path(0).path("id").asString()))
        .contains("ended: hop-limit");
  }

  @Test
  void aBatchForAFunctionIsSentElsewhere(HostClient host) {
    host.deployed("one-only", eventFunction(""));
    HttpRequest.Builder batch =
        host.toGateway("/fn/one-only")
            .header("Content-Type", "application/cloudevents-batch+json")
            .POST(BodyPublishers.ofString("[]"));
    assertThat(host.send(batch).expect(400).detail()).contains("send the batch to POST /events");
  }
}
