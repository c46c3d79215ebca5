package dev.hearth.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.DeployedFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was killed at any moment. */
class SurvivesKillTest {

  private static final int CYCLES = 20;

  @TempDir Path directory;

  @Test
  void keepsEveryAcknowledgedChangeAndAtMostOneMore() throws Exception {
    Path file = directory.resolve("hearth.db");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Changes expected = new Changes();
    int made = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      int acknowledged = runAndKill(file, made, random);
      assertThat(acknowledged).as("seed %s, cycle %s", seed, cycle).isGreaterThanOrEqualTo(made);
      for (; made < acknowledged; made++) {
        expected.apply(KilledHost.change(expected, made));
      }
      try (SqliteStore store = SqliteStore.open(file)) {
        List<DeployedFunction> found = store.load();
        if (!found.equals(expected.deployed())) {
          expected.apply(KilledHost.change(expected, made));
          made++;
        }
        assertThat(found).as("seed %s, cycle %s", seed, cycle).isEqualTo(expected.deployed());
      }
    }
    assertThat(made).isGreaterThan(CYCLES);
  }

  /** Gives how many changes are acknowledged, those before included. */
  private int runAndKill(Path file, int made, Random random) throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofTests(),
                KilledHost.class.getName(),
                file.toString(),
                Integer.toString(made))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader acknowledged = host.inputReader(StandardCharsets.UTF_8)) {
      return killAfter(1 + random.nextInt(60), random.nextInt(3_000_000), host, acknowledged, made);
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  private static int killAfter(
      int changes, int moreNanos, Process host, BufferedReader acknowledged, int made)
      throws IOException {
    int last = made;
    int seen = 0;
    for (String line = acknowledged.readLine(); line != null; line = acknowledged.readLine()) {
      last = Integer.parseInt(line) + 1;
      seen++;
      if (seen == changes) {
        LockSupport.parkNanos(moreNanos);
        host.toHandle().destroyForcibly(); // By its handle: that leaves the pipe readable.
      }
    }
    return last;
  }
}
