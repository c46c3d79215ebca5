package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Thread> busy = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);

  /** Keeps the watchdog's only thread from doing anything else until it is released. */
  private void occupy(Watchdog watchdog) {
    watchdog.after(
        Duration.ZERO,
        () -> {
          busy.complete(Thread.currentThread());
          try {
            released.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void doesWhatIsDueInItsOrderAndNotWhatWasCancelled() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog(ManualTime.real())) {
      occupy(watchdog);
      watchdog.after(
          Duration.ofSeconds(2),
          () -> {
            done.add("third");
            last.countDown();
          });
      watchdog.after(Duration.ZERO, () -> done.add("first"));
      Runnable cancel = watchdog.after(Duration.ofMillis(1), () -> done.add("cancelled"));
      watchdog.after(Duration.ofMillis(20), () -> done.add("second"));
      cancel.run();
      cancel.run();
      released.countDown();
      assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void doesNothingMoreOnceItIsClosed() throws InterruptedException {
    Watchdog watchdog = new Watchdog(ManualTime.real());
    occupy(watchdog);
    watchdog.after(Duration.ZERO, () -> done.add("late"));
    Thread thread = busy.join();
    watchdog.close();
    thread.join();
    assertThat(done).isEmpty();
  }
}
