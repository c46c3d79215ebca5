package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptsTest {

  @Test
  void interruptsTheThreadOfTheCallOnce() {
    Interrupts interrupts = new Interrupts();
    interrupts.interrupt();
    assertThat(Thread.interrupted()).isTrue();
    interrupts.interrupt();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void leavesNoInterruptBehindTheCall() {
    Interrupts interrupts = new Interrupts();
    interrupts.interrupt();
    interrupts.end();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    interrupts.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void neverReachesTheThreadAfterTheCall() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      Interrupts interrupts = new Interrupts();
      Thread other = Thread.ofVirtual().start(interrupts::interrupt);
      interrupts.end();
      other.join();
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
