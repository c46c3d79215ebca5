package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.registry.FunctionName;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskGatewayTest {

  private final GatewayBench bench = new GatewayBench();
  private final HostClient client = bench.client;

  @AfterEach
  void stop() {
    bench.close();
  }

  private HttpRequest.Builder later(String address, String body) {
    return client
        .toGateway(address)
        .header("Prefer", "respond-async")
        .POST(BodyPublishers.ofString(body));
  }

  private Reply wait(CompletableFuture<Reply> reply) {
    return reply.join();
  }

  @Test
  void tellsWhatBecameOfACall() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    Reply queued = client.send(client.toGateway("/invocations/" + id).GET()).expect(200);
    assertThat(queued.json().path("state").asString()).isEqualTo("queued");
    Reply early = client.send(client.toGateway("/invocations/" + id + "/result").GET());
    assertThat(early.expect(202).header("retry-after")).isEqualTo("1");
    settle(new Settlement.Succeeded(Tasks.result(201)));
    Reply done = client.send(client.toGateway("/invocations/" + id).GET()).expect(200);
    assertThat(done.json().path("state").asString()).isEqualTo("succeeded");
    assertThat(done.json().path("result").path("body").asString()).isEqualTo("answer 201");
    Reply raw = client.send(client.toGateway("/invocations/" + id + "/result").GET());
    assertThat(raw.expect(201).text()).isEqualTo("answer 201");
    assertThat(raw.header("x-made-by")).isEqualTo("test");
    assertThat(raw.invocation()).isEqualTo(id);
    client
        .send(client.toGateway("/invocations/" + id).DELETE())
        .expectProblem(409, "conflict", "caller");
  }

  private void settle(Settlement settlement) {
    LeasedTask leased =
        bench
            .store
            .lease(new FunctionName("f"), 1, Instant.now(), Duration.ofMinutes(1))
            .getFirst();
    bench.store.settle(leased.lease(), settlement, Instant.now()).join();
  }

  @Test
  void waitsForTheEndIfAskedTo() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    CompletableFuture<Reply> waiting =
        client.later(client.toGateway("/invocations/" + id + "/result?wait=50s").GET());
    Eventually.holds("somebody waits", () -> bench.awaited() == 1);
    assertThat(waiting).isNotDone();
    settle(new Settlement.Succeeded(Tasks.result(201)));
    assertThat(wait(waiting).expect(201).text()).isEqualTo("answer 201");
    Eventually.holds("nobody waits any more", () -> bench.awaited() == 0);
  }

  @Test
  void doesNotWaitLongerThanAskedTo() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    Reply reply = client.send(client.toGateway("/invocations/" + id + "?wait=20ms").GET());
    assertThat(reply.expect(200).json().path("state").asString()).isEqualTo("queued");
    Eventually.holds("nobody waits any more", () -> bench.awaited() == 0);
    client
        .send(client.toGateway("/invocations/" + id + "?wait=soon").GET())
        .expectProblem(400, "invalid-request", "caller");
  }

  @Test
  void forgetsWhoeverWaitedAndIsGone() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    CompletableFuture<Reply> waiting =
        client.later(client.toGateway("/invocations/" + id + "?wait=50s").GET());
    Eventually.holds("somebody waits", () -> bench.awaited() == 1);
    waiting.cancel(true);
    Eventually.holds("nobody waits any more", () -> bench.awaited() == 0);
  }

  @Test
  void tasksOfPrivateFunctionsAreForHoldersOfAKey() {
    String id = client.send(later("/fn/secret", "x")).expect(202).invocation();
    String address = "/invocations/" + id;
    client
        .send(HostClient.anonymous(client.gateway(), address).GET())
        .expectProblem(401, "unauthenticated", "caller");
    client.send(as("hk_wrong.key", address).GET()).expectProblem(401, "unauthenticated", "caller");
    client.send(as(bench.key("invoke:f"), address).GET()).expectProblem(403, "forbidden", "caller");
    client.send(as(bench.key("invoke:secret"), address).GET()).expect(200);
    client.send(as(bench.key("read"), address).GET()).expect(200);
    client.send(as(bench.key("read"), address).DELETE()).expectProblem(403, "forbidden", "caller");
    client.send(as(bench.key("invoke:secret"), address).DELETE()).expect(200);
    assertThat(bench.state(id)).isEqualTo("cancelled");
  }

  @Test
  void tasksOfPublicFunctionsAreSeenByAllAndCalledOffByHoldersOfAKey() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    client.send(HostClient.anonymous(client.gateway(), "/invocations/" + id).GET()).expect(200);
    client
        .send(HostClient.anonymous(client.gateway(), "/invocations/" + id).DELETE())
        .expectProblem(401, "unauthenticated", "caller");
  }

  private HttpRequest.Builder as(String key, String address) {
    return HostClient.anonymous(client.gateway(), address).header("Authorization", "Bearer " + key);
  }

  @Test
  void whatIsNoTaskIsNotFound() {
    client
        .send(client.toGateway("/invocations/01890000-0000-7000-8000-000000000000").GET())
        .expectProblem(404, "unknown-invocation", "caller");
    client
        .send(client.toGateway("/invocations/01890000-0000-7000-8000-000000000000").DELETE())
        .expectProblem(404, "unknown-invocation", "caller");
    for (String wrong : List.of("", "/", "/x", "/x/result", "/x/y/z")) {
      client
          .send(client.toGateway("/invocations" + wrong).GET())
          .expectProblem(404, "unknown-route", "caller");
    }
    Reply reply =
        client.send(
            client
                .toGateway("/invocations/01890000-0000-7000-8000-000000000000")
                .POST(BodyPublishers.ofString("x")));
    reply.expectProblem(405, "method-not-allowed", "caller");
    assertThat(reply.header("allow")).isEqualTo("GET, HEAD, DELETE");
  }

  @Test
  void aStoreThatCannotBeReadIsSaidTo() {
    String id = client.send(later("/fn/f", "x")).expect(202).invocation();
    bench.memory.fail("no");
    client
        .send(client.toGateway("/invocations/" + id).GET())
        .expectProblem(503, "store-unavailable", "host");
  }
}
