package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.sandbox.Assignment;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncGatewayTest {

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

  private HttpRequest.Builder keyed(String key, String body) {
    return client
        .toGateway("/fn/f")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body));
  }

  private NewTask task(Reply reply) {
    return bench.store.find(new InvocationId(reply.invocation())).orElseThrow().task();
  }

  private Reply wait(CompletableFuture<Reply> reply) {
    return reply.join();
  }

  @Test
  void acceptsACallThatNobodyWaitsFor() {
    Reply reply =
        client.send(
            later("/fn/f/a%20b?c=d", "hello")
                .header("traceparent", "00-" + "c".repeat(32) + "-" + "d".repeat(16) + "-01")
                .header("X-Hearth-Hops", "2")
                .header("X-Hearth-Delay", "5m")
                .header("X-Hearth-Order-Key", "customer 7"));
    reply.expect(202);
    assertThat(reply.header("location")).isEqualTo("/invocations/" + reply.invocation());
    assertThat(reply.header("preference-applied")).isEqualTo("respond-async");
    assertThat(reply.json().path("id").asString()).isEqualTo(reply.invocation());
    assertThat(reply.json().path("state").asString()).isEqualTo("queued");
    NewTask task = task(reply);
    Input.Http input = (Input.Http) task.input();
    assertThat(
            input.method() + ' ' + input.path() + '?' + input.query() + ' ' + input.body().text())
        .isEqualTo("POST /a%20b?c=d hello");
    assertThat(input.headers())
        .noneMatch(field -> field.name().equalsIgnoreCase("authorization"))
        .noneMatch(field -> field.name().equalsIgnoreCase("x-hearth-delay"))
        .anyMatch(f -> f.name().equals("x-hearth-hops") && f.value().equals("3"));
    assertThat(task.hops()).isEqualTo(2);
    assertThat(task.trace()).hasSize(1);
    NewTask.Terms terms = task.terms();
    assertThat(Duration.between(terms.acceptedAt(), terms.dueAt()))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(Duration.between(terms.dueAt(), terms.expiresAt())).isEqualTo(Duration.ofHours(6));
    assertThat(terms.orderKey()).isEqualTo("customer 7");
    assertThat(terms.repeatable()).isFalse();
  }

  @Test
  void says202OnlyWhenItIsDurable() {
    CompletableFuture<Acceptance> commit = new CompletableFuture<>();
    bench.instead = Optional.of(commit);
    CompletableFuture<Reply> reply = client.later(later("/fn/f", "x"));
    Eventually.holds("the queue was asked", () -> commit.getNumberOfDependents() > 0);
    client.get("nothing-else-is-held-up").expect(404);
    assertThat(reply).isNotDone();
    commit.complete(new Acceptance.Accepted(List.of(new InvocationId("0-1")), List.of()));
    assertThat(reply.join().status()).isEqualTo(202);
  }

  @Test
  void aStoreThatFailsIsSaidToAndNothingIsTakenIn() {
    bench.memory.fail("the disk /secret/path is full");
    for (HttpRequest.Builder request : List.of(later("/fn/f", "x"), keyed("k", "x"))) {
      Reply reply = client.send(request).expectProblem(503, "store-unavailable", "host");
      assertThat(reply.header("retry-after")).isEqualTo("5");
      assertThat(reply.detail()).contains("not taken in").doesNotContain("secret");
    }
    bench.memory.mend();
    assertThat(bench.memory.size()).isZero();
    assertThat(client.send(later("/fn/f", "x")).status()).isEqualTo(202);
  }

  @Test
  void aFullBacklogIsSaidTo() {
    bench.instead =
        Optional.of(
            CompletableFuture.completedFuture(
                new Acceptance.Refused(
                    new Outcome.Failed(
                        Reason.THROTTLED, "full", Duration.ofSeconds(7), ThrownError.NONE))));
    Reply reply = client.send(later("/fn/f", "x")).expectProblem(429, "throttled", "function");
    assertThat(reply.header("retry-after")).isEqualTo("7");
  }

  @Test
  void refusesWhatASynchronousCallIsRefusedFor() {
    client.send(later("/fn/nobody", "")).expectProblem(404, "unknown-function", "caller");
    client.send(later("/fn/f@9", "")).expectProblem(404, "unknown-version", "caller");
    client
        .send(later("/fn/f", "x".repeat(256 * 1024 + 1)))
        .expectProblem(413, "payload-too-large", "caller");
    client
        .send(later("/fn/f", "").header("X-Hearth-Hops", "17"))
        .expectProblem(508, "hop-limit", "caller");
    client
        .send(
            HostClient.anonymous(client.gateway(), "/fn/secret")
                .header("Prefer", "respond-async")
                .GET())
        .expectProblem(401, "unauthenticated", "caller");
    client
        .send(later("/fn/f", "").header("X-Hearth-Delay", "7h"))
        .expectProblem(400, "invalid-request", "caller");
    client.send(keyed("a b", "")).expectProblem(400, "invalid-request", "caller");
    assertThat(bench.memory.size()).isZero();
  }

  @Test
  void aRepetitionGetsTheFirstIdAgain() {
    Reply first = client.send(later("/fn/f", "x").header("Idempotency-Key", "\"k\""));
    Reply again = client.send(later("/fn/f", "x").header("Idempotency-Key", "k"));
    again.expect(202);
    assertThat(again.invocation()).isEqualTo(first.expect(202).invocation());
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(task(first).terms().repeatable()).isTrue();
    client
        .send(later("/fn/f", "y").header("Idempotency-Key", "k"))
        .expectProblem(422, "idempotency-mismatch", "caller");
    client.send(later("/fn/secret", "y").header("Idempotency-Key", "k")).expect(202);
    assertThat(bench.memory.size()).isEqualTo(2);
  }

  @Test
  void largeBodiesAreComparedToo() {
    String large = "x".repeat(200 * 1024);
    Reply first = client.send(later("/fn/f", large).header("Idempotency-Key", "k")).expect(202);
    Reply again = client.send(later("/fn/f", large).header("Idempotency-Key", "k")).expect(202);
    assertThat(again.invocation()).isEqualTo(first.invocation());
    client
        .send(later("/fn/f", large + "y").header("Idempotency-Key", "k"))
        .expectProblem(422, "idempotency-mismatch", "caller");
  }

  @Test
  void aCallWithAKeyRunsOnceAndItsAnswerIsReplayed() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    FakeInstance instance = bench.instance();
    Reply early = client.send(keyed("k", "x")).expectProblem(409, "conflict", "caller");
    assertThat(early.header("retry-after")).isEqualTo("1");
    client.send(keyed("k", "y")).expectProblem(422, "idempotency-mismatch", "caller");
    instance.serve();
    Reply answer = wait(first).expect(200);
    assertThat(answer.text()).isEqualTo("ok");
    assertThat(bench.state(answer.invocation())).isEqualTo("succeeded");
    assertThat(answer.headers().firstValue("idempotency-replayed")).isEmpty();
    Reply again = client.send(keyed("k", "x")).expect(200);
    assertThat(again.text()).isEqualTo("ok");
    assertThat(again.invocation()).isEqualTo(answer.invocation());
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(bench.gateway.unsettled()).isZero();
  }

  @Test
  void theFirstResultIsReplayedEvenIfItIsNone() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    Assignment call = bench.instance().take();
    var _ = call.begin(() -> Usage.NONE);
    call.answered(new Outcome.Failed(Reason.FUNCTION_ERROR, "it threw"), Usage.NONE);
    call.finished();
    Reply failed = wait(first).expectProblem(502, "function-error", "function");
    Reply again = client.send(keyed("k", "x")).expectProblem(502, "function-error", "function");
    assertThat(again.text()).isEqualTo(failed.text());
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(bench.state(failed.invocation())).isEqualTo("failed");
  }

  @Test
  void aCallThatWasRefusedBeforeItRanMayBeSentAgain() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    bench.failStart();
    wait(first).expectProblem(502, "init-failed", "function");
    assertThat(bench.memory.size()).isZero();
    CompletableFuture<Reply> again = client.later(keyed("k", "x"));
    bench.instance().serve();
    assertThat(wait(again).expect(200).headers().firstValue("idempotency-replayed")).isEmpty();
  }

  @Test
  void aResultThatCannotBeKeptIsNotGivenOut() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    FakeInstance instance = bench.instance();
    bench.memory.fail("disk full");
    instance.serve();
    Reply lost = wait(first).expectProblem(503, "store-unavailable", "host");
    assertThat(lost.detail()).contains("same Idempotency-Key");
    bench.memory.mend();
    client.send(keyed("k", "x")).expectProblem(409, "conflict", "caller");
  }

  @Test
  void aCallThatSomebodyElseHasTakenOverIsAnsweredWithTheirResult() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    FakeInstance instance = bench.instance();
    Instant now = Instant.now();
    LeasedTask other = bench.memory.restarted().takeOver(1, now, Duration.ofMinutes(1)).getFirst();
    bench.store.settle(other.lease(), new Settlement.Succeeded(Tasks.result(203)), now).join();
    instance.serve();
    Reply answer = wait(first).expect(203);
    assertThat(answer.text()).isEqualTo("answer 203");
    assertThat(answer.header("idempotency-replayed")).isEqualTo("true");
  }

  @Test
  void aCallWithAKeyGoesOnWhenItsCallerIsGone() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    FakeInstance instance = bench.instance();
    first.cancel(true);
    client.send(keyed("k", "x")).expectProblem(409, "conflict", "caller");
    instance.serve();
    Reply again =
        Eventually.get(() -> client.send(keyed("k", "x")), reply -> reply.status() != 409);
    assertThat(again.expect(200).header("idempotency-replayed")).isEqualTo("true");
  }

  @Test
  void aRunningCallWithAKeyCanBeCalledOff() {
    CompletableFuture<Reply> first = client.later(keyed("k", "x"));
    FakeInstance instance = bench.instance();
    Assignment call = instance.take();
    var _ = call.begin(() -> Usage.NONE);
    String id = bench.memory.list(anyTask()).getFirst().task().id().value();
    Reply reply = client.send(client.toGateway("/invocations/" + id).DELETE());
    assertThat(reply.expect(202).json().path("state").asString()).isEqualTo("running");
    call.answered(Calls.ok(), Usage.NONE);
    call.finished();
    assertThat(wait(first).status()).isEqualTo(499);
    assertThat(bench.state(id)).isEqualTo("cancelled");
    client.send(client.toGateway("/invocations/" + id + "/result").GET()).expect(410);
  }

  private static TaskQuery anyTask() {
    return new TaskQuery("", Set.of(), "", 10);
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
