package dev.hearth.host.sandbox.classloader.guard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<Thread> threads = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final CountDownLatch latch = new CountDownLatch(1);
  private volatile boolean spin = true;

  private final Turns turns =
      new Turns(
          2,
          () -> {
            asked.add(threads.size());
            return List.copyOf(threads);
          });

  @AfterEach
  void endAll() throws InterruptedException {
    spin = false;
    latch.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void start(Runnable work) {
    threads.add(Thread.ofPlatform().daemon(true).start(work));
  }

  private void spin() {
    while (spin) {
      Thread.onSpinWait();
    }
  }

  private void idle() {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aThreadStartsAtOnceWhileFewerComputeThanThereAreProcessors() {
    start(this::spin);
    turns.await();
    assertThat(asked).hasSize(1);
  }

  @Test
  void threadsThatWaitHoldNobodyUp() throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      start(this::idle);
    }
    while (threads.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
      Thread.sleep(1);
    }
    turns.await();
    assertThat(asked).hasSize(1);
  }

  @Test
  void theStartWaitsForOneOfThoseThatComputeButNotForEver() {
    start(this::spin);
    start(this::spin);
    turns.await();
    assertThat(asked).hasSize(11);
  }

  @Test
  void theStartGoesOnOnceOneOfThoseThatComputeHasEnded() {
    start(this::spin);
    start(this::spin);
    Thread stops =
        Thread.ofPlatform()
            .start(() -> {
              spin = false;
            });
    turns.await();
    assertThat(asked).hasSizeLessThan(11);
    assertThat(stops.isDaemon()).isFalse();
  }

  @Test
  void anInterruptedThreadWaitsNoLonger() {
    start(this::spin);
    start(this::spin);
    Thread.currentThread().interrupt();
    turns.await();
    assertThat(asked).hasSize(1);
    assertThat(Thread.interrupted()).isTrue();
  }
}
