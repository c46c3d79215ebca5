package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.ChildHost;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was acknowledged is there again after the host has started anew, however it ended. */
class RestartTest {

  private static final int KILLS = 8;

  /** Kills come within this time, or longer where uploads take longer. */
  private static final Duration LEAST_WINDOW = Duration.ofMillis(400);

  @TempDir Path directory;

  @Test
  void everythingDeployedIsThereAgain() {
    String key;
    try (RunningHost host = RunningHost.start(directory)) {
      host.client().deployed("kept", Functions.saying("one"));
      host.client().deployed("kept", Functions.saying("two"), "env: {A: b}");
      host.client().deployed("deleted", Functions.saying("never again"));
      host.client().admin("DELETE", "/v1/functions/deleted").expect(204);
      host.client().admin("PUT", "/v1/functions/kept/aliases/old", "{\"version\": 1}").expect(200);
      host.client().deployed("asleep", Functions.saying("zzz"));
      host.client().admin("POST", "/v1/functions/asleep/disable").expect(200);
      assertThat(host.client().get("kept").text()).isEqualTo("two");
      key = host.client().key();
    }
    try (RunningHost host = RunningHost.start(directory)) {
      Reply cold = host.client().get("kept").expect(200);
      assertThat(cold.text()).isEqualTo("two");
      assertThat(cold.cold()).isTrue();
      assertThat(host.client().get("kept@1").text()).isEqualTo("one");
      assertThat(host.client().get("kept@old").text()).isEqualTo("one");
      host.client().get("deleted").expectProblem(404, "unknown-function", "caller");
      host.client().get("asleep").expectProblem(503, "function-disabled", "function");
      assertThat(host.client().key()).isEqualTo(key);
      Reply again = host.client().deploy("kept", Functions.saying("two"), "env: {A: b}");
      assertThat(again.expect(200).json().path("version").intValue()).isEqualTo(2);
    }
  }

  @Test
  void survivesBeingKilledAtAnyMomentOfAnUpload() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, List<String>> acknowledged = new LinkedHashMap<>();
    long nanos = LEAST_WINDOW.toNanos();
    for (int cycle = 0; cycle < KILLS; cycle++) {
      try (ChildHost host = ChildHost.start(directory)) {
        assertConsistent(host.client(), acknowledged, "seed " + seed + ", cycle " + cycle);
        UploadsUntilKilled uploads = new UploadsUntilKilled(host, cycle, acknowledged);
        if (cycle % 2 == 0) { // or a slow machine might never come to what must be kept
          nanos = Math.max(nanos, uploads.awaitFirst());
        }
        uploads.killAfter(random.nextLong(nanos));
      }
    }
    try (ChildHost host = ChildHost.start(directory)) {
      assertConsistent(host.client(), acknowledged, "seed " + seed + ", at the end");
    }
    assertThat(acknowledged.values().stream().mapToInt(List::size).sum())
        .isGreaterThanOrEqualTo(KILLS / 2);
  }

  /** Uploads one version after the other, until the host is killed meanwhile. */
  private static final class UploadsUntilKilled {

    private final ChildHost host;
    private final AtomicBoolean killed = new AtomicBoolean();
    private final CompletableFuture<Long> first = new CompletableFuture<>();
    private final CompletableFuture<Void> uploads;

    UploadsUntilKilled(ChildHost host, int cycle, Map<String, List<String>> acknowledged) {
      this.host = host;
      uploads = CompletableFuture.runAsync(() -> upload(cycle, acknowledged));
      var _ =
          uploads.whenComplete(
              (_, _) -> first.completeExceptionally(new AssertionError("no upload")));
    }

    private void upload(int cycle, Map<String, List<String>> acknowledged) {
      long begun = System.nanoTime();
      for (int i = 0; !killed.get(); i++) {
        String name = "f" + i % 3;
        String text = name + "-" + cycle + "-" + i;
        Reply reply = host.client().deploy(name, Functions.saying(text));
        if (reply.status() == 201) {
          acknowledged.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
          first.complete(System.nanoTime() - begun);
        }
      }
    }

    /** Waits until an upload is acknowledged; gives the nanoseconds that it took. */
    long awaitFirst() {
      return first.orTimeout(1, TimeUnit.MINUTES).join();
    }

    void killAfter(long nanos) throws Exception {
      LockSupport.parkNanos(nanos); // the random moment, not a wait for anything
      host.kill();
      killed.set(true);
      uploads.handle((_, failure) -> failure == null || noReply(failure)).join();
    }
  }

  private static boolean noReply(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    assertThat(cause).hasMessageContaining("no reply from the host");
    return true;
  }

  /** Every acknowledged version is called; what else is listed can be called too. */
  private void assertConsistent(
      HostClient host, Map<String, List<String>> acknowledged, String when) throws IOException {
    try (Stream<Path> left = Files.list(directory.resolve("uploads"))) {
      assertThat(left).as(when).isEmpty();
    }
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (JsonNode function : host.admin("GET", "/v1/functions").json().path("functions")) {
      String name = function.path("name").asString();
      List<String> texts = new ArrayList<>();
      JsonNode versions = host.admin("GET", "/v1/functions/" + name + "/versions").json();
      for (JsonNode version : versions.path("versions")) {
        texts.add(host.get(name + "@" + version.path("version").intValue()).expect(200).text());
      }
      assertThat(versions.path("active").intValue()).isEqualTo(texts.size());
      found.put(name, texts);
    }
    acknowledged.forEach((name, texts) ->
        assertThat(found.getOrDefault(name, List.of())).as(when).containsSubsequence(texts));
  }
}
