package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.ChildHost;
import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM lets the calls under way end, and takes no new ones. */
class DrainTest {

  @TempDir Path directory;

  @Test
  void endsTheCallUnderWayAndRefusesNewOnes() throws Exception {
    try (ChildHost host = ChildHost.start(directory.resolve("data"))) {
      HostClient client = host.client();
      client.deployed("slow", Functions.waitingAtGate("done"));
      client.deployed("quick", Functions.saying("hello"));
      Path gate = directory.resolve("gate");
      CompletableFuture<Reply> call = client.getLater("slow?gate=" + gate);
      Eventually.holds("the call runs", () -> Files.exists(directory.resolve("gate.in")));

      host.terminate();
      Eventually.holds(
          "new calls are refused",
          () -> status(client, "/fn/quick").filter(s -> s == 200).isEmpty());
      Optional<Reply> refused = attempt(client, client.toGateway("/fn/quick"));
      refused.ifPresent(reply -> {
        reply.expectProblem(503, "draining", "host");
        assertThat(reply.header("retry-after")).isNotEmpty();
      });
      Optional<Reply> readiness = attempt(client, HostClient.anonymous(client.admin(), "/readyz"));
      readiness.ifPresent(reply -> reply.expect(503));

      Files.createFile(gate);
      assertThat(call.join().expect(200).text()).isEqualTo("done");
      assertThat(host.exitStatus()).isZero();
    }
  }

  @Test
  void stopsAtOnceWhenNothingRuns() throws Exception {
    try (ChildHost host = ChildHost.start(directory)) {
      host.client().deployed("quick", Functions.saying("hello"));
      host.client().get("quick").expect(200);
      host.terminate();
      assertThat(host.exitStatus()).isZero();
    }
  }

  private static Optional<Integer> status(HostClient client, String path) {
    return attempt(client, client.toGateway(path)).map(Reply::status);
  }

  /** The reply, if the host still takes connections. */
  private static Optional<Reply> attempt(HostClient client, HttpRequest.Builder request) {
    return client
        .later(request)
        .handle((reply, failure) -> failure == null ? Optional.of(reply) : Optional.<Reply>empty())
        .join();
  }
}
