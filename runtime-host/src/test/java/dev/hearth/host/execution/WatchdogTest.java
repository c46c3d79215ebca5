package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void doesWhatIsDueInItsOrderAndNotWhatWasCancelled() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog()) {
      watchdog.after(
          Duration.ofMillis(60),
          () -> {
            done.add("third");
            last.countDown();
          });
      watchdog.after(Duration.ofMillis(20), () -> done.add("second"));
      Runnable cancel = watchdog.after(Duration.ofMillis(30), () -> done.add("cancelled"));
      watchdog.after(Duration.ZERO, () -> done.add("first"));
      cancel.run();
      cancel.run();
      assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void doesNothingMoreOnceItIsClosed() throws InterruptedException {
    Watchdog watchdog = new Watchdog();
    CountDownLatch begun = new CountDownLatch(1);
    watchdog.after(Duration.ZERO, begun::countDown);
    watchdog.after(Duration.ofMillis(50), () -> done.add("late"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    watchdog.close();
    Thread.sleep(100);
    assertThat(done).isEmpty();
  }
}
