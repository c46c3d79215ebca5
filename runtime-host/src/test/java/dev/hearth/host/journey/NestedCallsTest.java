package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Functions call functions: with leave, in the same trace, within the time and depth there is. */
@ExtendWith(SharedHost.class)
class NestedCallsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String ALL = "permissions: {invoke: ['*']}";

  /** Calls what the query says in {@code to}, and tells what came of it. */
  private static FunctionJar calling() {
    return Functions.http(
        """
        try {
          return context.invoke(request.queryParameter("to").orElseThrow(), request);
        } catch (InvocationFailedException e) {
          return HttpResponse.text(e.status() + " " + e.reason() + ": " + e.getMessage())
              .withHeader("x-cause", "" + e.getCause())
              .withHeader("x-failed", e.invocationId());
        }
        """);
  }

  private static FunctionJar echoing() {
    return Functions.http(
        """
        return HttpResponse.text(request.method() + " " + request.path() + " " + request.bodyText())
            .withStatus(202)
            .withHeader("x-hops", request.header("x-hearth-hops").orElse("none"))
            .withHeader("x-secrets", "" + request.headers().asMap().keySet())
            .withHeader("x-parent", request.header("traceparent").orElse("none"))
            .withHeader("x-own", context.traceparent())
            .withHeader("x-many", "a").withHeader("x-many", "b")
            .withHeader("x-deadline", context.deadline().toString());
        """);
  }

  @Test
  void aCallGoesThereAndItsAnswerComesBackInTheSameTrace(HostClient host) {
    host.deployed("nest-callee", echoing());
    host.deployed("nest-caller", calling(), "permissions: {invoke: [nest-callee]}");
    Reply reply =
        host.send(
            host.toGateway("/fn/nest-caller/orders/7?to=nest-callee")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("x-mine", "1")
                .POST(BodyPublishers.ofString("hi")));
    reply.expect(202);
    assertThat(reply.text()).isEqualTo("POST /orders/7 hi");
    assertThat(reply.header("x-hops")).isEqualTo("2");
    assertThat(reply.headers().allValues("x-many")).containsExactly("a", "b");
    assertThat(reply.header("x-secrets")).contains("x-mine").doesNotContain("authorization");
    assertThat(reply.header("x-parent"))
        .as("the caller's own span")
        .isEqualTo(reply.header("traceresponse"));
    assertThat(reply.header("x-own")).contains(TRACE).isNotEqualTo(reply.header("x-parent"));
    JsonNode nested = recorded(host, "nest-callee");
    assertThat(nested.path("traceId").asString()).isEqualTo(TRACE);
    assertThat(nested.path("id").asString()).isNotEqualTo(reply.invocation());
    assertThat(nested.path("trigger").asString()).isEqualTo("other");
  }

  private static JsonNode recorded(HostClient host, String function) {
    return Eventually.get(
            () -> host.admin("GET", "/v1/invocations?function=" + function).json(),
            list -> list.path("invocations").size() == 1)
        .path("invocations")
        .path(0);
  }

  @Test
  void textIsBoundAsJsonAndVersionsAndAliasesAreReached(HostClient host) {
    host.deployed("nest-greeting", Functions.greeting());
    host.admin("PUT", "/v1/functions/nest-greeting/aliases/live", "{\"version\": 1}").expect(200);
    host.deployed(
        "nest-asker",
        Functions.http(
            """
            String said = "";
            for (String target : List.of("nest-greeting", "nest-greeting@1", "nest-greeting@live")) {
              said += context.invoke(target, "{\\"name\\": \\"Ada\\"}").bodyText();
            }
            byte[] bytes = context.invoke("nest-greeting", "{\\"name\\":1}".getBytes()).body();
            bytes[0] = 'x';
            return HttpResponse.text(said + new String(bytes));
            """),
        "permissions: {invoke: [nest-greeting]}");
    assertThat(host.get("nest-asker").expect(200).text())
        .isEqualTo(
            "{\"name\":\"Ada\",\"greeting\":\"Hello, Ada!\"}".repeat(3)
                + "x\"name\":1,\"greeting\":\"Hello, 1!\"}");
  }

  @Test
  void aFunctionCallsOnlyWhatItsManifestAllows(HostClient host) {
    host.deployed("nest-hidden", echoing());
    host.deployed("nest-closed", calling(), "permissions: {invoke: [other]}");
    assertThat(host.get("nest-closed?to=nest-hidden").text())
        .startsWith("403 forbidden: the call of nest-hidden failed")
        .contains("nest-closed@1 may not call", "permissions: {invoke: [nest-hidden]}");
    assertThat(host.get("nest-closed?to=not-there").text())
        .as("nor learns what there is")
        .startsWith("403 forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, 404 unknown-function",
    "nest-open@7, 404 unknown-version",
    "nest-open@, 400 invalid-request",
    "NEST, 400 invalid-request",
    "nest-open%2Fx, 400 invalid-request",
    "nest-failing, 502 function-error"
  })
  void saysWhyThereIsNoAnswer(String target, String said, HostClient host) {
    host.deploy("nest-open", calling(), ALL);
    host.deploy("nest-failing", Functions.http("throw new IllegalStateException(\"not today\");"));
    Reply reply = host.get("nest-open?to=" + target).expect(200);
    assertThat(reply.text()).startsWith(said);
    assertThat(reply.header("x-cause")).isEqualTo("null");
    assertThat(reply.header("x-failed").isEmpty()).isEqualTo(!target.equals("nest-failing"));
  }

  @ParameterizedTest
  @CsvSource({
    "G T, /, '', 400 invalid-request",
    "GET, /a b, '', 400 invalid-request",
    "GET, /, a#b, 400 invalid-request",
    "GET, /\u00e4, '', 400 invalid-request",
    "DELETE, /, '', 405 method-not-allowed"
  })
  void refusesWhatNoRequestCouldHold(
      String method, String path, String query, String said, HostClient host) {
    host.deploy("nest-plain", Functions.saying("hi"));
    host.deployed(
        "nest-odd-" + Math.floorMod((method + path + query).hashCode(), 100_000),
        Functions.http(
            """
            try {
              return context.invoke("nest-plain",
                  HttpRequest.builder("%s", "%s").query("%s").build());
            } catch (InvocationFailedException e) {
              return HttpResponse.text(e.status() + " " + e.reason());
            }
            """
                .formatted(method, path, query)),
        ALL);
    assertThat(
            host.get("nest-odd-" + Math.floorMod((method + path + query).hashCode(), 100_000))
                .text())
        .isEqualTo(said);
  }

  @Test
  void aCircleOfFunctionsEndsAtTheLimit(@TempDir Path data) {
    try (RunningHost running = RunningHost.start(data, "--hops.max=3")) {
      HostClient host = running.client();
      host.deployed("circle", calling(), "permissions: {invoke: [circle]}");
      Reply reply = host.get("circle?to=circle").expect(200);
      assertThat(reply.text()).startsWith("508 hop-limit").contains("hops.max", "number 4");
      assertThat(host.instances("circle")).isEqualTo(4);
    }
  }

  @Test
  void hopsAreCountedAcrossHttpToo(HostClient host) {
    host.deployed("hopping", calling(), ALL);
    host.deployed("hopped", echoing());
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
    host.deployed("timed-callee", echoing());
    host.deployed("timed-caller", calling(), ALL + "\ntimeout: {run: 20s}");
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
        calling(),
        "concurrency: {max: 1}\ntimeout: {queue: 50s, run: 500ms}\npermissions: {invoke: [narrow]}");
    host.get("narrow?to=narrow").expect(504);
    Eventually.holds(
        "the call that waited has ended",
        () ->
            host.admin("GET", "/v1/invocations?function=narrow").json().path("invocations").size()
                == 2);
    Eventually.holds("nothing waits", () -> host.metric("hearth_calls_in_flight") == 0);
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoLonger(HostClient host) {
    host.deployed("quick", echoing());
    host.deployed(
        "nervous",
        Functions.http(
            """
            Thread.currentThread().interrupt();
            try {
              return context.invoke("quick", request);
            } catch (InvocationFailedException e) {
              return HttpResponse.text(e.reason() + " " + Thread.interrupted()
                  + " " + context.invoke("quick", request).status());
            }
            """),
        ALL);
    assertThat(host.get("nervous").text()).isEqualTo("interrupted true 202");
  }

  @Test
  void aContextThatIsKeptBeyondItsCallCallsNobody(HostClient host) {
    host.deployed("kept-callee", echoing());
    host.deployed(
        "keeper",
        Functions.http(
            "private static Context kept;",
            """
            Context last = kept;
            kept = context;
            if (last == null) { return HttpResponse.text("first"); }
            try {
              return last.invoke("kept-callee", request);
            } catch (IllegalStateException e) {
              return HttpResponse.text(e.getMessage());
            }
            """),
        ALL);
    host.get("keeper").expect(200);
    assertThat(host.get("keeper").text()).endsWith("has ended");
  }

  @Test
  void aCallFromTheEndOfTheStackHarmsNobody(HostClient host) {
    host.deployed("deep-callee", echoing());
    host.deployed(
        "deep",
        Functions.http(
            """
            private static Context context;
            private static int tried;
            static void dive() {
              try {
                dive();
              } catch (StackOverflowError e) {
                if (tried++ < 200) {
                  context.invoke("deep-callee", "{}");
                }
                throw e;
              }
            }
            """,
            """
            Web.context = context;
            try { dive(); } catch (StackOverflowError e) { tried = 0; }
            return context.invoke("deep-callee", request);
            """),
        ALL);
    for (int i = 0; i < 3; i++) {
      host.get("deep").expect(202);
    }
  }

  @Test
  void threadsOfAFunctionMayCallToo(HostClient host) {
    host.deployed("many-callee", echoing());
    host.deployed(
        "many",
        Functions.http(
            """
            var done = new java.util.concurrent.atomic.AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 5; i++) {
              Thread thread = new Thread(() -> {
                if (Context.current().invoke("many-callee", "{}").status() == 202) {
                  done.incrementAndGet();
                }
              });
              threads.add(thread);
              thread.start();
            }
            for (Thread thread : threads) { thread.join(); }
            return HttpResponse.text("" + done);
            """),
        ALL);
    assertThat(host.get("many").text()).isEqualTo("5");
  }
}
