package dev.hearth.host.request.event;

import static dev.hearth.host.fixture.Subscribers.deployed;
import static dev.hearth.host.fixture.Subscribers.ofType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.event.fanout.SubscriptionIndex;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Acceptance;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over the wire, against a store in memory. */
class EventGatewayTest {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final JsonMapper JSON = new JsonMapper();

  private final EventServer server =
      new EventServer(
          SubscriptionIndex.of(
              List.of(deployed("invoice", ofType("order")), deployed("shipping", ofType("order")))),
          "sender.example.com");

  @AfterEach
  void stop() {
    server.close();
  }

  private static String event(String id) {
    return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"order\"}";
  }

  private HttpResponse<String> post(String contentType, String body) throws Exception {
    return server.send(
        server.request().header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode problem(HttpResponse<String> response, int status, String reason) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode json = JSON.readTree(response.body());
    assertThat(json.path("reason").asString()).isEqualTo(reason);
    return json;
  }

  private static JsonNode accepted(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return JSON.readTree(response.body()).path("accepted");
  }

  @Test
  void takesTheBinaryModeAndNamesTheInvocations() throws Exception {
    HttpRequest.Builder request =
        server
            .request()
            .header("ce-specversion", "1.0")
            .header("ce-id", "1")
            .header("ce-source", "/s")
            .header("ce-type", "order")
            .header("ce-subject", "%E2%82%AC")
            .header("X-Hearth-Hops", "3")
            .header("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString("{}"));
    JsonNode list = accepted(server.send(request));
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.path(0).path("eventId").asString()).isEqualTo("1");
    assertThat(list.path(0).path("source").asString()).isEqualTo("/s");
    assertThat(list.path(0).path("invocations").size()).isEqualTo(2);
    assertThat(list.path(0).path("id").asString())
        .isEqualTo(server.arrivals().getFirst().event().orElseThrow().id());
    Event kept = server.arrivals().getFirst().event().orElseThrow().event();
    assertThat(kept.subject()).contains("€");
    assertThat(kept.dataContentType()).contains("application/json; charset=utf-8");
    assertThat(server.arrivals().getFirst().tasks())
        .allSatisfy(task -> {
          assertThat(task.hops()).isEqualTo(3);
          assertThat(task.trace())
              .extracting(f -> f.value())
              .singleElement()
              .asString()
              .contains("-b");
        });
  }

  @Test
  void takesTheStructuredModeAndBatchesEmptyOnesIncluded() throws Exception {
    assertThat(accepted(post(STRUCTURED, event("1"))).size()).isEqualTo(1);
    JsonNode two = accepted(post(BATCH, "[" + event("2") + "," + event("3") + "]"));
    assertThat(two.size()).isEqualTo(2);
    assertThat(two.path(1).path("eventId").asString()).isEqualTo("3");
    assertThat(accepted(post(BATCH, "[]")).size()).isZero();
    assertThat(server.store().size()).isEqualTo(6);
  }

  @Test
  void takesLargeOnesToo() throws Exception {
    String large = event("1").replace("}", ",\"data\":\"" + "x".repeat(150_000) + "\"}");
    accepted(post(STRUCTURED, large));
    assertThat(server.arrivals().getFirst().event().orElseThrow().event().data()).hasSize(150_002);
    assertThat(post(STRUCTURED, "x".repeat(100_000)).statusCode()).isEqualTo(400);
    problem(post(STRUCTURED, "x".repeat(EventServer.MOST + 1)), 413, "payload-too-large");
  }

  @Test
  void aRepetitionIsAnsweredWithTheSameIds() throws Exception {
    JsonNode first = accepted(post(STRUCTURED, event("1"))).path(0);
    JsonNode again = accepted(post(STRUCTURED, event("1"))).path(0);
    assertThat(again.path("id")).isEqualTo(first.path("id"));
    assertThat(again.path("invocations")).isEqualTo(first.path("invocations"));
    assertThat(first.has("repeated")).isFalse();
    assertThat(again.path("repeated").booleanValue()).isTrue();
    JsonNode both = accepted(post(BATCH, "[" + event("2") + "," + event("2") + "]"));
    assertThat(both.path(1).path("id")).isEqualTo(both.path(0).path("id"));
    String other = event("1").replace("order", "else");
    problem(post(STRUCTURED, other), 422, "idempotency-mismatch");
  }

  @Test
  void aBadEventRefusesItsWholeBatch() throws Exception {
    String bad = event("2").replace("\"1.0\"", "\"0.3\"");
    JsonNode problem =
        problem(post(BATCH, "[" + event("1") + "," + bad + "]"), 400, "invalid-request");
    assertThat(problem.path("detail").asString()).contains("events[1]", "none was taken in");
    assertThat(problem.path("problems").path(0).path("where").asString()).isEqualTo("events[1]");
    assertThat(server.arrivals()).isEmpty();
  }

  @Test
  void whatIsNoEventIsToldHowToBeOne() throws Exception {
    assertThat(
            problem(post("application/json", "{}"), 415, "unsupported-media-type")
                .path("detail")
                .asString())
        .contains("send ce-specversion, ce-id, ce-source and ce-type");
    assertThat(
            problem(post(STRUCTURED, "{\"specversion\":\"1.0\"}"), 400, "invalid-request")
                .path("detail")
                .asString())
        .contains("lacks id, source, type");
    HttpRequest.Builder packed =
        server
            .request()
            .header("Content-Encoding", "gzip")
            .header("Content-Type", STRUCTURED)
            .POST(BodyPublishers.ofString(event("1")));
    problem(server.send(packed), 415, "unsupported-media-type");
    assertThat(server.arrivals()).isEmpty();
  }

  @Test
  void aFullBacklogRefusesTheEventAndSaysWhenToTryAgain() throws Exception {
    Outcome.Failed why =
        new Outcome.Failed(
            Reason.THROTTLED,
            "the backlog of invoice is full",
            Duration.ofSeconds(7),
            ThrownError.NONE);
    server.answering(_ -> Optional.of(new Acceptance.Refused(why)));
    HttpResponse<String> refused = post(STRUCTURED, event("1"));
    assertThat(problem(refused, 429, "throttled").path("detail").asString()).contains("invoice");
    assertThat(refused.headers().firstValue("retry-after")).contains("7");
    server.answering(_ -> Optional.empty());
    assertThat(accepted(post(STRUCTURED, event("1"))).path(0).has("repeated")).isFalse();
  }

  @Test
  void aBatchThatIsTakenInPartlyIsSentAgainWhole() throws Exception {
    Outcome.Failed why = new Outcome.Failed(Reason.THROTTLED, "full");
    AtomicInteger asked = new AtomicInteger();
    server.answering(_ ->
        asked.incrementAndGet() == 2 ? Optional.of(new Acceptance.Refused(why)) : Optional.empty());
    String batch = "[" + event("1") + "," + event("2") + "," + event("3") + "]";
    JsonNode problem = problem(post(BATCH, batch), 429, "throttled");
    assertThat(problem.path("detail").asString())
        .contains("events[1]", "2 of 3 events were taken in", "send the whole batch again");
    JsonNode all = accepted(post(BATCH, batch));
    assertThat(all.path(0).path("repeated").booleanValue()).isTrue();
    assertThat(all.path(1).has("repeated")).isFalse();
    assertThat(server.store().size()).as("each delivered once").isEqualTo(6);
  }

  @Test
  void aStoreThatFailsIsAnsweredWith503() throws Exception {
    server.store().fail("the disk is full");
    problem(post(STRUCTURED, event("1")), 503, "store-unavailable");
    server.store().mend();
    accepted(post(STRUCTURED, event("1")));
  }

  @ParameterizedTest
  @CsvSource({
    "publish, 202",
    "invoke:*, 202",
    "admin, 202",
    "invoke:invoice, 403",
    "read, 403",
    "deploy, 403"
  })
  void onlySomeKeysMayPublish(String scope, int status) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/events"))
            .header("Authorization", "Bearer " + server.key(scope))
            .header("Content-Type", STRUCTURED)
            .POST(BodyPublishers.ofString(event("1")));
    assertThat(server.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void withoutAKeyNothingIsTaken() throws Exception {
    HttpRequest.Builder none =
        HttpRequest.newBuilder(server.uri("/events")).POST(BodyPublishers.ofString(event("1")));
    HttpResponse<String> response = server.send(none);
    problem(response, 401, "unauthenticated");
    assertThat(response.headers().firstValue("www-authenticate")).isPresent();
    problem(server.send(none.copy().header("X-Api-Key", "hk_1.2")), 401, "unauthenticated");
  }

  @Test
  void aKeyIsHeldToItsRate() throws Exception {
    String key = server.key("publish", "1/h burst 1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/events"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", BATCH)
            .POST(BodyPublishers.ofString("[" + event("1") + "," + event("2") + "]"));
    accepted(server.send(request));
    assertThat(problem(server.send(request), 429, "throttled").path("detail").asString())
        .contains("the key hk_");
  }

  @Test
  void hopsAreCountedAndLimited() throws Exception {
    HttpRequest.Builder request =
        server
            .request()
            .header("Content-Type", STRUCTURED)
            .POST(BodyPublishers.ofString(event("1")));
    problem(server.send(request.copy().header("X-Hearth-Hops", "17")), 508, "hop-limit");
    problem(server.send(request.copy().header("X-Hearth-Hops", "x")), 400, "invalid-request");
    accepted(server.send(request.copy().header("X-Hearth-Hops", "16")));
  }

  @Test
  void sendersThatAskFirstAreAnsweredIfTheyAreAllowed() throws Exception {
    HttpRequest.Builder ask =
        HttpRequest.newBuilder(server.uri("/events"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("WebHook-Request-Rate", "120");
    HttpResponse<String> allowed =
        server.send(ask.copy().header("WebHook-Request-Origin", "sender.example.com"));
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("webhook-allowed-origin"))
        .contains("sender.example.com");
    assertThat(allowed.headers().firstValue("webhook-allowed-rate")).contains("*");
    assertThat(allowed.headers().firstValue("allow")).contains("OPTIONS, POST");
    HttpResponse<String> other =
        server.send(ask.copy().header("WebHook-Request-Origin", "evil.example.com"));
    assertThat(other.headers().firstValue("webhook-allowed-origin")).isEmpty();
    assertThat(server.send(ask).headers().firstValue("webhook-allowed-origin")).isEmpty();
  }

  @Test
  void otherMethodsAndPathsAreSaidToBeWrong() throws Exception {
    HttpResponse<String> get = server.send(server.request().GET());
    problem(get, 405, "method-not-allowed");
    assertThat(get.headers().firstValue("allow")).contains("OPTIONS, POST");
    HttpRequest.Builder below =
        HttpRequest.newBuilder(server.uri("/events/x")).POST(BodyPublishers.noBody());
    problem(server.send(below), 404, "unknown-route");
  }
}
