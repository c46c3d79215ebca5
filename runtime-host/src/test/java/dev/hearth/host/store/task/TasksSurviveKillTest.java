package dev.hearth.host.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.store.ClassPath;
import dev.hearth.host.store.SqliteStore;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that were acknowledged are there after the process was killed at any moment under load. */
class TasksSurviveKillTest {

  private static final int CYCLES = 6;

  @TempDir private Path directory;
  private final Set<String> accepted = new HashSet<>();
  private final Set<String> settled = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  @Test
  void everyAcknowledgedTaskIsThereAndEverySettledOneHasEnded() throws Exception {
    Path file = directory.resolve("hearth.db");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      runAndKill(file, random);
      try (SqliteStore store = SqliteStore.open(file)) {
        check(store, "seed " + seed + ", cycle " + cycle);
      }
    }
    assertThat(accepted).hasSizeGreaterThan(CYCLES * 100);
    assertThat(settled).isNotEmpty();
  }

  private void check(SqliteStore store, String when) {
    for (String id : accepted) {
      Optional<TaskRecord> found = store.tasks().find(new InvocationId(id));
      assertThat(found).as("%s: accepted %s", when, id).isPresent();
      TaskRecord record = found.orElseThrow();
      assertThat(record.attempts())
          .as("%s: attempts of %s", when, id)
          .isGreaterThanOrEqualTo(attempts.getOrDefault(id, 0))
          .isLessThanOrEqualTo(1);
      assertThat(record.task().input().body().text()).as(when).isEqualTo("body for one");
      if (settled.contains(id)) {
        assertThat(record.state()).as("%s: settled %s", when, id).isEqualTo(TaskState.SUCCEEDED);
      }
    }
  }

  private void runAndKill(Path file, Random random) throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofTests(),
                KilledTaskHost.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int lines = 300 + random.nextInt(600);
    try (BufferedReader output = host.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        note(line);
        if (--lines == 0) {
          LockSupport.parkNanos(random.nextInt(3_000_000));
          host.toHandle().destroyForcibly(); // By its handle: that leaves the pipe readable.
        }
      }
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  /** A line that the kill has cut off says nothing. */
  private void note(String line) {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || words[1].length() != 36) {
      return;
    }
    switch (words[0]) {
      case "A" -> accepted.add(words[1]);
      case "S" -> settled.add(words[1]);
      case "R" -> attempts.put(words[1], 1);
      default -> throw new AssertionError("the host says: " + line);
    }
  }
}
