package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.TimeSource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KillLadderGroupTest {

  private static final TimeSource TIME = new TimeSource(InstantSource.system(), System::nanoTime);

  @Test
  void keepsItsThreadsOutOfTheGroupOfWhoeverAsksForAKill() throws Exception {
    try (KillLadder ladder = new KillLadder(Rungs.usual(), SafeStop::ofThisJvm, TIME)) {
      CompletableFuture<ThreadGroup> group = new CompletableFuture<>();
      ThreadGroup ofFunction = new ThreadGroup("function");
      Thread asking = new Thread(ofFunction, () -> ladder.end(new Asked(group)));
      asking.start();
      asking.join();
      assertThat(group.get(30, TimeUnit.SECONDS))
          .isEqualTo(Thread.currentThread().getThreadGroup());
    }
  }

  /** Notes the group of the thread that begins to end it; there is nothing to end. */
  private record Asked(CompletableFuture<ThreadGroup> group) implements Doomed {

    @Override
    public List<Thread> threads() {
      group.complete(Thread.currentThread().getThreadGroup());
      return List.of();
    }

    @Override
    public void raiseFlag() {
      // nothing runs
    }

    @Override
    public void closeResources() {
      // there are none
    }

    @Override
    public boolean isOwnFrame(StackTraceElement frame) {
      return false;
    }

    @Override
    public void quarantined(List<Thread> threads) {
      // there are none
    }

    @Override
    public void ended(Ending ending) {
      // there was nothing to end
    }
  }
}
