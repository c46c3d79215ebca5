package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How deep calls of functions by functions may nest, and how long they may take. */
@ExtendWith(SharedHost.class)
class NestedLimitsTest {

  private static final String ALL = "permissions: {invoke: ['*']}";

  /** The one call of that function that the history has. */
  static JsonNode recorded(HostClient host, String function) {
    return Eventually.get(
            () -> host.admin("GET", "/v1/invocations?function=" + function).json(),
            list -> list.path("invocations").size() == 1)
        .path("invocations")
        .path(0);
  }

  @Test
  void aCircleOfFunctionsEndsAtTheLimit(@TempDir Path data) {
    try (RunningHost running = RunningHost.start(data, "--hops.max=3")) {
      HostClient host = running.client();
      host.deployed("circle", Functions.calling(), "permissions: {invoke: [circle]}");
      Reply reply = host.get("circle?to=circle").expect(200);
      assertThat(reply.text()).startsWith("508 hop-limit").contains("hops.max", "number 4");
      assertThat(host.instances("circle")).isEqualTo(4);
    }
  }

  @Test
  void hopsAreCountedAcrossHttpToo(HostClient host) {
    host.deployed("hopping", Functions.calling(), ALL);
    host.deployed("hopped", Functions.echoing());
    String path = "/fn/hopping?to=hopped";
    assertThat(host.send(host.toGateway(path).header("X-Hearth-Hops", "15")).header("x-hops"))
        .isEqualTo("17");
    assertThat(host.send(host.toGateway(path).header("X-Hearth-Hops", "16")).text())
        .startsWith("508 hop-limit");
    Reply reply = host.send(host.toGateway(path).header("X-Hearth-Hops", "17"));
    reply.expectProblem(508, "hop-limit", "caller");
    host.send(host.toGateway(path).header("X-Hearth-Hops", "many"))
        .expectProblem(400, "invalid-request", "caller");
  }

  @Test
  void nobodyHasMoreTimeThanWhoeverWaits(HostClient host) {
    host.deployed("timed-callee", Functions.echoing());
    host.deployed("timed-caller", Functions.calling(), ALL + "\ntimeout: {run: 20s}");
    String path = "/fn/timed-caller?to=timed-callee";
    Instant begun = Instant.now();
    Reply plain = host.send(host.toGateway(path));
    assertThat(Instant.parse(plain.header("x-deadline")))
        .isBefore(Instant.now().plusSeconds(20))
        .isAfter(begun);
    Reply shorter = host.send(host.toGateway(path).header("X-Hearth-Timeout", "8s"));
    assertThat(Instant.parse(shorter.header("x-deadline"))).isBefore(Instant.now().plusSeconds(8));
    assertThat(shorter.header("x-secrets")).doesNotContain("x-hearth-timeout");
    Reply longer = host.send(host.toGateway(path).header("X-Hearth-Timeout", "1d"));
    assertThat(Instant.parse(longer.header("x-deadline"))).isBefore(Instant.now().plusSeconds(20));
    Reply wrong = host.send(host.toGateway(path).header("X-Hearth-Timeout", "soon"));
    wrong.expectProblem(400, "invalid-request", "caller");
    assertThat(wrong.detail()).contains("X-Hearth-Timeout", "\"soon\"", "2s");
  }

  @Test
  void aFunctionIsEndedWhenItsCallerWaitsNoLonger(HostClient host) {
    host.deployed("sleepy", Functions.http("Thread.sleep(60_000); return HttpResponse.of(200);"));
    host.admin("POST", "/v1/functions/sleepy/warm?count=1").expect(200); // or its start is too long
    Reply reply = host.send(host.toGateway("/fn/sleepy").header("X-Hearth-Timeout", "200ms"));
    reply.expectProblem(504, "run-timeout", "function");
    assertThat(reply.detail()).contains("X-Hearth-Timeout");
  }

  /** One instance, which the first call keeps for ever. */
  private static CompletableFuture<Reply> occupied(HostClient host, String name, Path gate) {
    host.deployed(
        name, Functions.waitingAtGate("done"), "concurrency: {max: 1}\ntimeout: {queue: 50s}");
    CompletableFuture<Reply> holder = host.getLater(name + "?gate=" + gate);
    Path inside = gate.resolveSibling(gate.getFileName() + ".in");
    Eventually.holds("it is taken", () -> Files.exists(inside));
    return holder;
  }

  @Test
  void aCallThatStillWaitsIsDroppedWhenItsCallerIsKilled(HostClient host, @TempDir Path directory)
      throws Exception {
    Path gate = directory.resolve("gate");
    CompletableFuture<Reply> holder = occupied(host, "occupied", gate);
    Path trigger = directory.resolve("trigger");
    host.deployed(
        "greedy",
        Functions.http(
            """
            java.nio.file.Path trigger = java.nio.file.Path.of(request.header("x-trigger").get());
            new Thread(() -> {
              while (!java.nio.file.Files.exists(trigger)) {
                try { Thread.sleep(5); } catch (InterruptedException e) { return; }
              }
              byte[] much = new byte[512 << 20];
            }).start();
            return context.invoke("occupied", request);
            """),
        "permissions: {invoke: [occupied], files: ['" + directory + "']}");
    double before = host.metric("hearth_calls_waiting");
    CompletableFuture<Reply> greedy =
        host.later(host.toGateway("/fn/greedy").header("x-trigger", trigger.toString()));
    Eventually.holds("it waits", () -> host.metric("hearth_calls_waiting") > before);
    Files.createFile(trigger);
    greedy.join().expectProblem(502, "memory-exceeded", "function");
    JsonNode dropped = recorded(host, "occupied");
    assertThat(dropped.path("outcome").asString()).isEqualTo("cancelled");
    Eventually.holds("the caller's instance is gone", () -> host.instances("greedy") == 0);
    Files.createFile(gate);
    holder.join().expect(200);
  }

  @Test
  void aCallThatWaitsForItselfEndsWithItsCaller(HostClient host) {
    host.deployed(
        "narrow",
        Functions.calling(),
        "concurrency: {max: 1}\ntimeout: {queue: 50s, run: 500ms}\npermissions: {invoke: [narrow]}");
    Reply reply = host.get("narrow?to=narrow");
    assertThat(reply.status() == 504 || reply.text().contains("queue-timeout"))
        .as("either limit may pass first: %s", reply)
        .isTrue();
    Eventually.holds(
        "the call that waited has ended",
        () ->
            host.admin("GET", "/v1/invocations?function=narrow").json().path("invocations").size()
                == 2);
    Eventually.holds("nothing waits", () -> host.metric("hearth_calls_in_flight") == 0);
  }
}
