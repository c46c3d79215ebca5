package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.store.ClassPath;
import dev.hearth.host.store.SqliteStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens when the system calls fail by which SQLite writes and syncs its files, or when the
 * process dies in one: {@code strace} lets them, below everything that is ours.
 */
class FaultySystemCallTest {

  @TempDir private Path directory;
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private boolean ended;

  @BeforeEach
  void requireStrace() throws InterruptedException {
    try {
      Process strace = new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").start();
      assumeTrue(
          strace.waitFor(20, TimeUnit.SECONDS) && strace.exitValue() == 0, "strace may not trace");
    } catch (IOException notThere) {
      assumeTrue(false, "strace is not installed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fsync,fdatasync:error=EIO:when=3..4",
        "fsync,fdatasync:error=EIO:when=7",
        "pwrite64:error=EIO:when=20..22",
        "pwrite64:error=ENOSPC:when=31..40"
      })
  void aSystemCallThatFailsLosesNothingAcknowledgedAndLeavesNothingRefused(String fault)
      throws Exception {
    SqliteStore.open(file()).close();
    run(fault);
    assertThat(ended).isTrue();
    assertThat(refused).isNotEmpty();
    assertThat(acknowledged).hasSizeGreaterThan(5);
    try (SqliteStore store = SqliteStore.open(file())) {
      assertThat(acknowledged)
          .allSatisfy(id -> assertThat(store.tasks().find(new InvocationId(id))).isPresent());
      assertThat(refused)
          .allSatisfy(id -> assertThat(store.tasks().find(new InvocationId(id))).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 14, 23, 38, 51})
  void aProcessThatDiesInAWriteLosesNothingAcknowledged(int write) throws Exception {
    SqliteStore.open(file()).close();
    run("pwrite64,fsync,fdatasync:signal=SIGKILL:when=" + write);
    assertThat(ended).isFalse();
    try (SqliteStore store = SqliteStore.open(file())) {
      assertThat(acknowledged)
          .allSatisfy(id -> assertThat(store.tasks().find(new InvocationId(id))).isPresent());
    }
  }

  private Path file() {
    return directory.resolve("hearth.db");
  }

  private void run(String fault) throws Exception {
    Process host =
        new ProcessBuilder(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                file().toString(),
                "-P",
                file() + "-wal",
                "-e",
                "trace=pwrite64,fsync,fdatasync",
                "-e",
                "inject=" + fault,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofTests(),
                FaultyHost.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = host.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        note(line);
      }
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "A" -> acknowledged.add(words[1]);
      case "F" -> {
        refused.add(words[1]);
        assertThat(words[2]).contains(file().toString());
      }
      case "END" -> ended = true;
      default -> throw new AssertionError("the host says: " + line);
    }
  }
}
