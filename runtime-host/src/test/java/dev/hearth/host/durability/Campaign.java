package dev.hearth.host.durability;

import dev.hearth.host.ChildHost;
import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Kills a host under load, over and over, and looks at the end what has become of everything. */
final class Campaign {

  private static final int CALLERS = 6;
  private static final int MOST_CALLS = 60;

  /** Some hosts die while they still take over what the last one has left. */
  private static final int EARLY_ONE_IN = 5;

  private static final int EARLY_MILLIS = 60;
  private static final int LATE_MILLIS = 900;
  private static final int PAGE = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path directory;
  private final Path runs;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final List<Caller> callers = new ArrayList<>();
  private final Map<String, String> ended = new HashMap<>();

  /**
   * A campaign.
   *
   * @param directory an empty one, for the data and for what the functions write
   * @param seed what all that is random follows from, but for the machine
   */
  Campaign(Path directory, long seed) {
    this.directory = directory;
    this.runs = directory.resolve("runs");
    this.random = new Random(seed);
    for (int i = 0; i < CALLERS; i++) {
      callers.add(new Caller("caller-" + i, new Random(random.nextLong()), ledger));
    }
  }

  /** Kills so many hosts, lets the last one finish, and tells what came of it. */
  Findings run(int cycles) throws IOException, InterruptedException {
    for (int cycle = 1; cycle <= cycles; cycle++) {
      try (ChildHost host = ChildHost.start(directory.resolve("data"))) {
        if (cycle == 1) {
          deploy(host.client());
        } else {
          lookAtEnded(host.client(), PAGE);
        }
        callUntilKilled(host, cycle == 1);
      }
      if (cycle % 50 == 0) {
        System.out.println(cycle + " cycles, " + ledger.acknowledged().size() + " acknowledged");
      }
    }
    try (ChildHost host = ChildHost.start(directory.resolve("data"))) {
      drain(host.client());
      lookAtEnded(host.client(), Integer.MAX_VALUE);
      return Findings.of(ledger, states(host.client()), runs);
    }
  }

  private void deploy(HostClient host) throws IOException {
    Files.createDirectories(runs);
    for (Worker worker : Worker.values()) {
      worker.deploy(host, runs);
    }
  }

  /** The first host is not killed before it has acknowledged something of each kind. */
  private void callUntilKilled(ChildHost host, boolean first) throws InterruptedException {
    CompletableFuture<?>[] calling =
        callers.stream()
            .map(caller ->
                CompletableFuture.runAsync(
                    () -> caller.callUntilGone(host.client(), MOST_CALLS),
                    work -> Thread.ofPlatform().daemon(true).start(work)))
            .toArray(CompletableFuture[]::new);
    if (first) {
      Eventually.holds("every function was called", ledger::knowsAll);
    }
    boolean early = random.nextInt(EARLY_ONE_IN) == 0;
    long millis = random.nextInt(early ? EARLY_MILLIS : LATE_MILLIS);
    LockSupport.parkNanos(millis * 1_000_000); // the random moment, not a wait for anything
    host.kill();
    CompletableFuture.allOf(calling).join();
  }

  /** Waits until nothing is queued or runs, and every call with a key is answered. */
  private void drain(HostClient host) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      callers.forEach(caller -> caller.callUntilGone(host, 0));
      boolean answered = callers.stream().allMatch(caller -> caller.unanswered() == 0);
      JsonNode open = host.admin("GET", "/v1/tasks?state=queued,running&limit=1").json();
      if (answered && open.path("tasks").isEmpty()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos()); // between two looks
    }
    ledger.breach("not everything has ended within " + PATIENCE);
  }

  /** What has ended stays as it has ended, and since when. */
  private void lookAtEnded(HostClient host, int most) {
    forEachTask(
        host,
        most,
        task -> {
          if (task.has("endedAt")) {
            String id = task.path("id").asString();
            String end = task.path("state").asString() + " at " + task.path("endedAt").asString();
            String before = ended.putIfAbsent(id, end);
            if (before != null && !before.equals(end)) {
              ledger.breach("the task " + id + " ended twice: " + before + ", then " + end);
            }
          }
        });
  }

  private static Map<String, String> states(HostClient host) {
    Map<String, String> states = new HashMap<>();
    forEachTask(
        host,
        Integer.MAX_VALUE,
        task -> states.put(task.path("id").asString(), task.path("state").asString()));
    return states;
  }

  private static void forEachTask(HostClient host, int most, Consumer<JsonNode> look) {
    String before = "";
    int seen = 0;
    do {
      JsonNode page =
          host.admin("GET", "/v1/tasks?limit=" + PAGE + "&before=" + before).expect(200).json();
      page.path("tasks").forEach(look);
      seen += page.path("tasks").size();
      before = page.path("before").asString("");
    } while (!before.isEmpty() && seen < most);
  }
}
