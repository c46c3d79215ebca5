package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances come when they are needed, serve as many calls as they may, and go. */
@ExtendWith(SharedHost.class)
class WarmPoolTest {

  @TempDir Path directory;

  private static FunctionJar counting() {
    return Functions.http("private static int calls;", "return HttpResponse.text(\"\" + ++calls);");
  }

  @Test
  void keepsStaticStateBetweenWarmCalls(HostClient host) {
    host.deployed("state", counting());
    for (int i = 1; i <= 5; i++) {
      Reply reply = host.get("state").expect(200);
      assertThat(reply.text()).isEqualTo("" + i);
      assertThat(reply.cold()).isEqualTo(i == 1);
    }
  }

  @Test
  void letsAnInstanceGoAfterItsKeepAliveAndStartsAFreshOneThen(HostClient host) {
    host.deployed("idle", counting(), "keepAlive: 300ms");
    assertThat(host.get("idle").text()).isEqualTo("1");
    Eventually.holds("the instance is gone", () -> host.instances("idle") == 0);
    Reply again = host.get("idle").expect(200);
    assertThat(again.cold()).isTrue();
    assertThat(again.text()).isEqualTo("1");
  }

  @Test
  void countsTheLiveInstancesInTheMetrics(HostClient host) {
    double before = host.metric("hearth_instances_live");
    host.deployed("counted", counting(), "keepAlive: 1h");
    host.admin("POST", "/v1/functions/counted/warm?count=2").expect(200);
    Eventually.holds(
        "two more",
        () -> host.metric("hearth_instances_live") >= before + 2 || host.instances("counted") == 2);
    assertThat(host.instances("counted")).isEqualTo(2);
    host.admin("DELETE", "/v1/functions/counted").expect(204);
    Eventually.holds("they are closed", () -> host.metric("hearth_instances_live") < before + 2);
  }

  @Test
  void startsFewInstancesForABurst(HostClient host) {
    host.deployed("burst", counting(), "concurrency: {max: 8}");
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 50).mapToObj(_ -> host.getLater("burst")).toList();
    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    assertThat(replies).allMatch(reply -> reply.status() == 200);
    long cold = replies.stream().filter(Reply::cold).count();
    assertThat(cold).isBetween(1L, 8L);
    assertThat(host.instances("burst")).isLessThanOrEqualTo(8);
  }

  @Test
  void warmsAsManyInstancesAsAreAskedFor(HostClient host) {
    host.deployed("warmed", counting());
    Reply warm = host.admin("POST", "/v1/functions/warmed/warm?count=3").expect(200);
    assertThat(warm.json().path("warm").intValue()).isEqualTo(3);
    assertThat(host.instances("warmed")).isEqualTo(3);
    assertThat(host.get("warmed").expect(200).cold()).isFalse();
    host.admin("POST", "/v1/functions/warmed/warm?count=2").expect(200);
    assertThat(host.instances("warmed")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1001"})
  void wantsASensibleNumberToWarm(String count, HostClient host) {
    host.deploy("sensible", counting());
    Reply reply = host.admin("POST", "/v1/functions/sensible/warm?count=" + count);
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("count", "1 to 1000");
  }

  @Test
  void keepsWarmWhatTheManifestAsksFor(HostClient host) {
    host.deployed("always", counting(), "concurrency: {warm: 2}");
    Eventually.holds("two are warm", () -> host.instances("always") == 2);
    assertThat(host.get("always").expect(200).cold()).isFalse();
  }

  @Test
  void servesOneCallAfterTheOtherWhereOneIsTheMost(HostClient host) {
    host.deployed(
        "one",
        Functions.http(
            "private static int inside; private static int calls;",
            """
            synchronized (Web.class) { inside++; calls++; }
            int seen = inside;
            Thread.sleep(2);
            synchronized (Web.class) { seen = Math.max(seen, inside); inside--; }
            return HttpResponse.text(seen + " " + calls);
            """),
        "concurrency: {max: 1}");
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 20).mapToObj(_ -> host.getLater("one")).toList();
    List<Reply> replies = calls.stream().map(call -> call.join().expect(200)).toList();
    assertThat(replies).allMatch(reply -> reply.text().startsWith("1 "));
    assertThat(replies.stream().map(Reply::text)).doesNotHaveDuplicates();
    assertThat(replies.stream().filter(Reply::cold)).hasSize(1);
  }

  @Test
  void givesUpWaitingAtTheQueueTimeout(HostClient host) throws IOException {
    host.deployed(
        "queued",
        Functions.waitingAtGate("in"),
        "{concurrency: {max: 1}, timeout: {queue: 100ms}}");
    Path gate = directory.resolve("gate");
    CompletableFuture<Reply> first = host.getLater("queued?gate=" + gate);
    Eventually.holds("it runs", () -> Files.exists(directory.resolve("gate.in")));
    Reply second = host.get("queued?gate=" + gate);
    second.expectProblem(504, "queue-timeout", "function");
    assertThat(second.detail()).contains("100ms", "timeout.queue");
    Files.createFile(gate);
    first.join().expect(200);
  }

  @Test
  void takesNoCallWhereNoneAreAllowed(HostClient host) {
    host.deployed("off", counting(), "concurrency: {max: 0}");
    Reply reply = host.get("off").expectProblem(429, "throttled", "function");
    assertThat(reply.detail()).contains("concurrency.max");
    assertThat(reply.header("retry-after")).isNotEmpty();
    assertThat(host.instances("off")).isZero();
  }

  @Test
  void servesSeveralCallsAtOnceInOneInstance(HostClient host) throws IOException {
    host.deployed(
        "shared", Functions.waitingAtGate("together"), "{concurrency: {perInstance: 4, max: 4}}");
    host.admin("POST", "/v1/functions/shared/warm?count=1").expect(200);
    Path gate = directory.resolve("shared");
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 4)
            .mapToObj(i -> host.getLater("shared?gate=" + gate + "&who=" + i))
            .toList();
    Eventually.holds(
        "all four run at once",
        () ->
            IntStream.range(0, 4).allMatch(i -> Files.exists(directory.resolve("shared.in" + i))));
    assertThat(host.instances("shared")).isEqualTo(1);
    Files.createFile(gate);
    for (CompletableFuture<Reply> call : calls) {
      Reply reply = call.join().expect(200);
      assertThat(reply.text()).isEqualTo("together");
      assertThat(reply.cold()).isFalse();
    }
  }
}
