package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.host.Eventually;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a file system that has no room left, and then has some again. */
class FullDiskTest {

  private static final int BALLAST = 10 << 20;
  private static final int BODY = 60_000;

  @TempDir private Path directory;
  private final Tasks tasks = new Tasks(ManualTime.START);
  private final List<InvocationId> acknowledged = new ArrayList<>();
  private final List<InvocationId> refused = new ArrayList<>();
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "-l", directory.resolve("small").toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private Path smallDisk() throws Exception {
    Path mount = Files.createDirectory(directory.resolve("small"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mount.toString());
    assumeTrue(mounted, "this user may not mount a file system");
    return mount;
  }

  /** Whether it was acknowledged. */
  private boolean accept(SqliteTaskStore store) {
    byte[] body = new byte[BODY];
    Arrays.fill(body, (byte) 'x');
    Input input = new Input.Http("POST", "/", "", List.of(), Payload.wrap(body));
    NewTask task = tasks.task("one", Origin.CALL, input);
    try {
      store.accept(Arrival.of(task)).join();
      return acknowledged.add(task.id());
    } catch (CompletionException failed) {
      assertThat(failed.getCause())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("hearth.db")
          .hasMessageContaining("disk");
      refused.add(task.id());
      return false;
    }
  }

  private void check(SqliteTaskStore store) {
    assertThat(acknowledged)
        .allSatisfy(id ->
            assertThat(store.find(id).orElseThrow().task().input().body().size()).isEqualTo(BODY));
    assertThat(refused).allSatisfy(id -> assertThat(store.find(id)).isEmpty());
  }

  @Test
  void stopsAcknowledgingWhenTheDiskIsFullAndGoesOnWithoutLossWhenThereIsRoom() throws Exception {
    Path mount = smallDisk();
    Path ballast = mount.resolve("ballast");
    Files.write(ballast, new byte[BALLAST]);
    SqliteFile file = new SqliteFile(mount.resolve("hearth.db"));
    try (Database database = Database.open(file, SqliteStore.migrations(), Duration.ofMillis(20))) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      while (accept(store)) {
        assertThat(acknowledged).hasSizeLessThan(1_000);
      }
      Eventually.holds("the store is in trouble", () -> database.trouble().isPresent());
      check(store);

      Files.delete(ballast);
      Eventually.holds("it is well again", () -> database.trouble().isEmpty());
      int before = acknowledged.size();
      assertThat(accept(store)).isTrue();
      assertThat(acknowledged).hasSize(before + 1);
      check(store);
    }
    try (Database database = Database.open(file.path(), SqliteStore.migrations())) {
      check(new SqliteTaskStore(database));
    }
  }
}
