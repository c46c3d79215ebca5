package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A call with an Idempotency-Key runs once, however often it is sent. */
@ExtendWith(SharedHost.class)
class IdempotencyTest {

  @TempDir private Path directory;

  private Path log() {
    return directory.resolve("log");
  }

  private void deploy(HostClient host, String name, String rest) {
    host.deployed(name, Tasked.recording(log(), rest), Tasked.allowing(log(), ""));
  }

  @Test
  void theFirstResultIsReplayed(HostClient host) {
    deploy(
        host,
        "keyed-replay",
        "return HttpResponse.text(\"made \" + System.nanoTime()).withStatus(201)"
            + ".withHeader(\"x-a\", \"b\");");
    Reply first = host.send(Tasked.keyed(host, "keyed-replay", "\"order 7\"", "x")).expect(201);
    assertThat(first.headers().firstValue("idempotency-replayed")).isEmpty();
    Reply again = host.send(Tasked.keyed(host, "keyed-replay", "\"order 7\"", "x")).expect(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("x-a")).isEqualTo("b");
    assertThat(again.invocation()).isEqualTo(first.invocation());
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(Tasked.runs(log())).hasSize(1);
    host.send(Tasked.keyed(host, "keyed-replay", "\"order 7\"", "y"))
        .expectProblem(422, "idempotency-mismatch", "caller");
    host.send(Tasked.keyed(host, "keyed-replay?q", "\"order 7\"", "x"))
        .expectProblem(422, "idempotency-mismatch", "caller");
    Reply later =
        host.send(
            Tasked.keyed(host, "keyed-replay", "\"order 7\"", "x")
                .header("Prefer", "respond-async"));
    assertThat(later.expect(202).json().path("state").asString()).isEqualTo("succeeded");
    assertThat(later.invocation()).isEqualTo(first.invocation());
    assertThat(Tasked.runs(log())).hasSize(1);
  }

  @Test
  void aFailureIsReplayedAsWell(HostClient host) {
    deploy(host, "keyed-failing", "throw new IllegalStateException(\"boom\");");
    Reply first =
        host.send(Tasked.keyed(host, "keyed-failing", "k", ""))
            .expectProblem(502, "function-error", "function");
    Reply again =
        host.send(Tasked.keyed(host, "keyed-failing", "k", ""))
            .expectProblem(502, "function-error", "function");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(Tasked.runs(log())).hasSize(1);
    assertThat(
            host.admin("GET", "/v1/dead-letters?function=keyed-failing").json().path("deadLetters"))
        .as("its caller knows")
        .isEmpty();
  }

  @Test
  void aRepetitionIsTurnedAwayWhileTheFirstRuns(HostClient host) throws Exception {
    Path gate = directory.resolve("gate");
    host.deployed("keyed-slow", Functions.waitingAtGate("done"));
    String address = "keyed-slow?gate=" + gate;
    CompletableFuture<Reply> first = host.later(Tasked.keyed(host, address, "k", ""));
    Eventually.holds("it runs", () -> Files.exists(gate.resolveSibling("gate.in")));
    Reply early =
        host.send(Tasked.keyed(host, address, "k", "")).expectProblem(409, "conflict", "caller");
    assertThat(early.header("retry-after")).isEqualTo("1");
    Files.createFile(gate);
    assertThat(first.join().expect(200).text()).isEqualTo("done");
    assertThat(host.send(Tasked.keyed(host, address, "k", "")).expect(200).text())
        .isEqualTo("done");
  }

  @Test
  void aCallThatWasTurnedAwayBeforeItRanMayBeSentAgain(HostClient host) throws Exception {
    Path gate = directory.resolve("gate");
    host.deployed("keyed-busy", Functions.waitingAtGate("done"), "concurrency: {max: 1, queue: 0}");
    CompletableFuture<Reply> busy = host.getLater("keyed-busy?gate=" + gate);
    Eventually.holds("it runs", () -> Files.exists(gate.resolveSibling("gate.in")));
    String address = "keyed-busy?who=2&gate=" + gate;
    Reply refused = host.send(Tasked.keyed(host, address, "k", ""));
    refused.expectProblem(429, "throttled", "function");
    Files.createFile(gate);
    assertThat(busy.join().status()).isEqualTo(200);
    Reply again =
        Eventually.get(
            () -> host.send(Tasked.keyed(host, address, "k", "")), reply -> reply.status() != 429);
    assertThat(again.expect(200).headers().firstValue("idempotency-replayed")).isEmpty();
  }

  @Test
  void aThousandDuplicatesAtOnceRunOnce(HostClient host) {
    deploy(host, "keyed-thousand", "Thread.sleep(200); return HttpResponse.text(\"once\");");
    List<CompletableFuture<Reply>> replies =
        IntStream.range(0, 1_000)
            .mapToObj(_ -> host.later(Tasked.keyed(host, "keyed-thousand", "k", "x")))
            .toList();
    List<Reply> all = replies.stream().map(CompletableFuture::join).toList();
    assertThat(all).extracting(Reply::status).containsOnly(200, 409);
    assertThat(all.stream().filter(reply -> reply.status() == 200).map(Reply::text))
        .isNotEmpty()
        .containsOnly("once");
    assertThat(all.stream().filter(r -> r.status() == 200).map(Reply::invocation).distinct())
        .hasSize(1);
    assertThat(Tasked.runs(log())).hasSize(1);
  }

  @Test
  void aThousandAsynchronousDuplicatesRunOnce(HostClient host) {
    deploy(host, "keyed-later", "return HttpResponse.text(\"once\");");
    List<CompletableFuture<Reply>> replies =
        IntStream.range(0, 1_000)
            .mapToObj(_ ->
                host.later(
                    Tasked.later(host, "keyed-later", "x").header("Idempotency-Key", "\"k\"")))
            .toList();
    List<String> ids = replies.stream().map(r -> r.join().expect(202).invocation()).toList();
    assertThat(ids).containsOnly(ids.getFirst());
    Tasked.await(host, ids.getFirst(), "succeeded");
    assertThat(Tasked.runs(log())).hasSize(1);
  }

  @Test
  void aStreamedAnswerIsCollectedSoThatItCanBeReplayed(HostClient host) {
    deploy(
        host,
        "keyed-stream",
        """
        return HttpResponse.stream("text/plain", out -> {
          for (int i = 0; i < 3; i++) {
            out.write(("part " + i + " ").getBytes());
            out.flush();
          }
        });
        """);
    Reply first = host.send(Tasked.keyed(host, "keyed-stream", "k", "")).expect(200);
    assertThat(first.text()).isEqualTo("part 0 part 1 part 2 ");
    Reply again = host.send(Tasked.keyed(host, "keyed-stream", "k", "")).expect(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(Tasked.runs(log())).hasSize(1);
  }

  @Test
  void keysOfOneFunctionAreNothingToAnother(HostClient host) {
    deploy(host, "keyed-one", "return HttpResponse.text(\"one\");");
    deploy(host, "keyed-two", "return HttpResponse.text(\"two\");");
    assertThat(host.send(Tasked.keyed(host, "keyed-one", "k", "x")).expect(200).text())
        .isEqualTo("one");
    assertThat(host.send(Tasked.keyed(host, "keyed-two", "k", "x")).expect(200).text())
        .isEqualTo("two");
  }
}
