package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.ChildHost;
import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A host that is killed with tasks that wait and tasks that run loses none, and runs none twice.
 */
class KilledWithTasksTest {

  @TempDir private Path directory;

  private Path log(String function) {
    return directory.resolve(function + ".log");
  }

  private void deploy(HostClient host, String name, Path gate, String config) {
    host.deployed(
        name,
        Tasked.recording(
            log(name),
            """
            while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
              Thread.sleep(5);
            }
            return HttpResponse.text("attempt " + context.attempt());
            """
                .formatted(gate)),
        Tasked.allowing(log(name), "retry: {base: 10ms, cap: 20ms}\n" + config));
  }

  /** What the host had when it was killed: tasks that waited, and one of each function that ran. */
  private record Left(List<String> queued, String safe, String unsafe, String keyed) {}

  private Left killed(Path data, Path gate) throws Exception {
    try (ChildHost host = ChildHost.start(data)) {
      HostClient client = host.client();
      deploy(client, "safe", gate, "idempotent: true");
      deploy(client, "unsafe", gate, "");
      deploy(client, "keyed", gate, "");
      List<String> queued = new ArrayList<>();
      List<String> running = new ArrayList<>();
      for (String function : List.of("safe", "unsafe")) {
        running.add(Tasked.accepted(client, function, "running"));
        queued.add(
            client
                .send(Tasked.later(client, function, "queued").header("X-Hearth-Delay", "2s"))
                .expect(202)
                .invocation());
      }
      CompletableFuture<Reply> waiting = client.later(Tasked.keyed(client, "keyed", "k", "x"));
      for (String function : List.of("safe", "unsafe", "keyed")) {
        Eventually.holds(function + " runs", () -> Tasked.runs(log(function)).size() == 1);
      }
      String keyed = Tasked.runs(log("keyed")).getFirst().split(" ", -1)[0];
      host.kill();
      assertThat(waiting).failsWithin(java.time.Duration.ofSeconds(20));
      return new Left(queued, running.getFirst(), running.getLast(), keyed);
    }
  }

  @Test
  void nothingIsLostAndNothingUnsafeRunsTwice() throws Exception {
    Path data = directory.resolve("data");
    Path gate = directory.resolve("gate");
    Left left = killed(data, gate);
    Files.createFile(gate);
    try (ChildHost host = ChildHost.start(data)) {
      HostClient client = host.client();
      left.queued().forEach(id -> Tasked.await(client, id, "succeeded"));
      assertThat(Tasked.await(client, left.safe(), "succeeded").path("attempts").intValue())
          .isEqualTo(2);
      JsonNode unsafe = Tasked.await(client, left.unsafe(), "dead-lettered");
      assertThat(unsafe.path("attempts").intValue()).isEqualTo(1);
      assertThat(unsafe.path("failures").path(0).path("mayHaveRun").asBoolean()).isTrue();
      Tasked.await(client, left.keyed(), "succeeded");
      Reply again = client.send(Tasked.keyed(client, "keyed", "k", "x")).expect(200);
      assertThat(again.text()).isEqualTo("attempt 2");
      assertThat(again.invocation()).isEqualTo(left.keyed());
      assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    }
    assertThat(Tasked.runs(log("unsafe"))).hasSize(2).doesNotHaveDuplicates();
    assertThat(Tasked.runs(log("safe")).stream().filter(l -> l.endsWith("running"))).hasSize(2);
    assertThat(Tasked.runs(log("keyed"))).hasSize(2);
  }
}
