package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Calls that nobody waits for are taken in, run, told of, put off, put in order and called off. */
@ExtendWith(SharedHost.class)
class AsyncCallsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private Path directory;

  @Test
  void aCallRunsInTheBackgroundAndItsResultIsFetched(HostClient host) {
    host.deployed(
        "async",
        Functions.http(
            """
            return HttpResponse.text(request.method() + " " + request.path() + " "
                + request.queryParameter("a").orElse("") + " " + request.bodyText() + " "
                + context.traceparent().substring(3, 35))
                .withStatus(201).withHeader("x-attempt", "" + context.attempt());
            """));
    Reply taken =
        host.send(
            host.toGateway("/fn/async/orders/7?a=b")
                .header("Prefer", "wait=1")
                .header("prefer", "respond-async")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .PUT(BodyPublishers.ofString("the body")));
    String id = taken.expect(202).json().path("id").asString();
    assertThat(taken.header("location")).isEqualTo("/invocations/" + id);
    Reply result = Tasked.result(host, id);
    assertThat(result.expect(201).text()).isEqualTo("PUT /orders/7 b the body " + TRACE);
    assertThat(result.header("x-attempt")).isEqualTo("1");
    JsonNode task = Tasked.task(host, id);
    assertThat(task.path("state").asString()).isEqualTo("succeeded");
    assertThat(task.path("attempts").intValue()).isEqualTo(1);
    assertThat(task.path("result").path("status").intValue()).isEqualTo(201);
    assertThat(host.admin("GET", "/v1/tasks?function=async&state=succeeded").text()).contains(id);
  }

  @Test
  void aFunctionThatReadsStreamsGetsTheWholeBody(HostClient host) {
    host.deployed(
        "async-stream",
        Functions.http(
            """
            return HttpResponse.text("" + request.bodyStream().readAllBytes().length);
            """),
        "body: stream");
    String id = Tasked.accepted(host, "async-stream", "x".repeat(300_000));
    assertThat(Tasked.result(host, id).expect(200).text()).isEqualTo("300000");
    host.send(Tasked.later(host, "async-stream", "x".repeat(7 << 20)))
        .expectProblem(413, "payload-too-large", "caller");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsTakenIn(HostClient host) {
    host.deployed("async-refused", Functions.saying("hi"));
    host.send(Tasked.later(host, "async-nobody", ""))
        .expectProblem(404, "unknown-function", "caller");
    host.send(Tasked.later(host, "async-refused@7", ""))
        .expectProblem(404, "unknown-version", "caller");
    host.send(
            HostClient.anonymous(host.gateway(), "/fn/async-refused")
                .header("Prefer", "respond-async")
                .GET())
        .expectProblem(401, "unauthenticated", "caller");
    host.send(Tasked.later(host, "async-refused", "").DELETE())
        .expectProblem(405, "method-not-allowed", "caller");
    Reply delay =
        host.send(Tasked.later(host, "async-refused", "").header("X-Hearth-Delay", "tomorrow"))
            .expectProblem(400, "invalid-request", "caller");
    assertThat(delay.detail()).contains("X-Hearth-Delay", "PT5M");
    assertThat(host.admin("GET", "/v1/tasks?function=async-refused").json().path("tasks"))
        .isEmpty();
  }

  @Test
  void aFullBacklogTurnsCallsAway(HostClient host) throws Exception {
    Path gate = directory.resolve("gate");
    host.deployed("async-full", Functions.waitingAtGate("done"), "backlog: 2");
    String address = "async-full?gate=" + gate + "&who=";
    String first = Tasked.accepted(host, address + 1, "");
    String second = Tasked.accepted(host, address + 2, "");
    Reply third =
        host.send(Tasked.later(host, address + 3, "")).expectProblem(429, "throttled", "function");
    assertThat(Integer.parseInt(third.header("retry-after"))).isPositive();
    Files.createFile(gate);
    Tasked.await(host, first, "succeeded");
    Tasked.await(host, second, "succeeded");
    String later =
        Eventually.get(
                () -> host.send(Tasked.later(host, address + 3, "")),
                reply -> reply.status() != 429)
            .expect(202)
            .invocation();
    Tasked.await(host, later, "succeeded");
  }

  @Test
  void aCallMayBePutOff(HostClient host) {
    Path log = directory.resolve("log");
    host.deployed(
        "async-delayed",
        Tasked.recording(log, "return HttpResponse.text(\"late\");"),
        Tasked.allowing(log, ""));
    Instant before = Instant.now();
    Reply soon =
        host.send(Tasked.later(host, "async-delayed", "soon").header("X-Hearth-Delay", "300ms"));
    Reply late =
        host.send(Tasked.later(host, "async-delayed", "late").header("X-Hearth-Delay", "PT1H"));
    JsonNode done = Tasked.await(host, soon.expect(202).invocation(), "succeeded");
    assertThat(Instant.parse(done.path("dueAt").asString()))
        .isAfterOrEqualTo(before.plusMillis(300));
    assertThat(Instant.parse(done.path("endedAt").asString()))
        .isAfterOrEqualTo(Instant.parse(done.path("dueAt").asString()));
    assertThat(Tasked.state(host, late.expect(202).invocation())).isEqualTo("queued");
    assertThat(Tasked.runs(log)).hasSize(1);
    assertThat(Tasked.cancel(host, late.invocation()).expect(200).json().path("state").asString())
        .isEqualTo("cancelled");
    assertThat(Tasked.state(host, late.invocation())).isEqualTo("cancelled");
    Tasked.cancel(host, soon.invocation()).expectProblem(409, "conflict", "caller");
  }

  @Test
  void callsWithTheSameOrderKeyRunOneAfterTheOther(HostClient host) {
    Path log = directory.resolve("log");
    host.deployed(
        "async-ordered",
        Tasked.recording(log, "Thread.sleep(2); return HttpResponse.text(\"\");"),
        Tasked.allowing(log, "concurrency: {max: 8}"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String customer : List.of("a", "b")) {
        ids.add(
            host.send(
                    Tasked.later(host, "async-ordered", customer + i)
                        .header("X-Hearth-Order-Key", customer))
                .expect(202)
                .invocation());
      }
    }
    ids.forEach(id -> Tasked.await(host, id, "succeeded"));
    for (String customer : List.of("a", "b")) {
      List<String> order =
          Tasked.runs(log).stream()
              .map(line -> line.substring(line.lastIndexOf(' ') + 1))
              .filter(body -> body.startsWith(customer))
              .toList();
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        sent.add(customer + i);
      }
      assertThat(order).isEqualTo(sent);
    }
  }

  @Test
  void aRunningCallIsAskedToEnd(HostClient host) {
    host.deployed("async-running", Functions.waitingAtGate("never"), "idempotent: true");
    Path gate = directory.resolve("gate");
    String id = Tasked.accepted(host, "async-running?gate=" + gate, "");
    Eventually.holds("it runs", () -> Files.exists(gate.resolveSibling("gate.in")));
    assertThat(Tasked.state(host, id)).isEqualTo("running");
    assertThat(Tasked.cancel(host, id).expect(202).json().path("state").asString())
        .isEqualTo("running");
    JsonNode task = Tasked.await(host, id, "cancelled");
    assertThat(task.path("error").path("reason").asString()).isEqualTo("cancelled");
    Tasked.result(host, id).expectProblem(410, "cancelled", "caller");
  }

  @Test
  void theControlApiCallsTasksOffAndListsThem(HostClient host) {
    host.deployed("async-listed", Functions.saying("hi"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(
          host.send(Tasked.later(host, "async-listed", "").header("X-Hearth-Delay", "1h"))
              .expect(202)
              .invocation());
    }
    JsonNode page =
        host.admin("GET", "/v1/tasks?function=async-listed&state=queued&limit=2").json();
    assertThat(page.path("tasks")).hasSize(2);
    assertThat(page.path("tasks").path(0).path("id").asString()).isEqualTo(ids.get(2));
    String before = page.path("before").asString();
    assertThat(before).isEqualTo(ids.get(1));
    JsonNode rest =
        host.admin("GET", "/v1/tasks?function=async-listed&limit=2&before=" + before).json();
    assertThat(rest.path("tasks")).hasSize(1);
    host.admin("DELETE", "/v1/invocations/" + ids.getFirst()).expect(200);
    assertThat(Tasked.state(host, ids.getFirst())).isEqualTo("cancelled");
    host.admin("DELETE", "/v1/invocations/none").expectProblem(404, "unknown-invocation", "caller");
    host.admin("GET", "/v1/tasks?state=lost").expectProblem(400, "invalid-request", "caller");
  }

  @Test
  void everyoneMaySeeWhatBecomesOfCallsOfPublicFunctions(HostClient host) {
    host.deployed("async-public", Functions.saying("hi"), "auth: public");
    Reply taken =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/async-public")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.noBody()));
    String address = taken.expect(202).header("location") + "/result?wait=20s";
    assertThat(host.send(HostClient.anonymous(host.gateway(), address).GET()).expect(200).text())
        .isEqualTo("hi");
  }
}
