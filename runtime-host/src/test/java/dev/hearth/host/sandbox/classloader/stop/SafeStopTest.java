package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads are stopped where that harms nobody else, and nowhere else. */
@Timeout(120)
class SafeStopTest {

  private static final int STOPS = 500;

  private final SafeStop stopper = SafeStop.ofThisJvm();
  private final Function function = new Function();
  private final Kill kill = new Kill("a test");

  @Test
  void isToBeHadHere() {
    assertThat(stopper).isNotInstanceOf(SafeStop.Unavailable.class);
    assertThat(SafeStop.ofThisJvm()).isSameAs(stopper);
  }

  @Test
  void neverStopsAThreadWhileItIsInCodeOfTheHost() throws InterruptedException {
    Ledger ledger = new Ledger();
    for (int i = 0; i < STOPS; i++) {
      Runnable caller = (Runnable) function.create("Caller", ledger);
      Victim victim = Victim.running(caller).awaitIn("Caller");
      while (victim.thread.isAlive()) {
        Look look = stopper.attempt(victim.thread, Function.OWN, true, kill);
        assertThat(look).isNotInstanceOf(Look.StoppedInPlatform.class);
        letThrow(victim, look);
      }
      assertThat(ledger.left).as("after stop %d", i).isEqualTo(ledger.right);
    }
  }

  @Test
  void aClassInitialiserOfAnotherIsNotBrokenOff() throws InterruptedException {
    Runnable caller = (Runnable) function.create("Caller", (Runnable) SlowToStart::touch);
    Victim victim = Victim.running(caller).awaitIn("SlowToStart");

    for (int i = 0; i < 100; i++) {
      Look look = stopper.attempt(victim.thread, Function.OWN, true, kill);
      assertThat(look).isInstanceOf(Look.NotNow.class);
    }

    Gate.OPEN.set(true);
    SlowToStart.touch();
    while (victim.thread.isAlive()) {
      stopper.attempt(victim.thread, Function.OWN, true, kill);
    }
  }

  @Test
  void aThreadThatHasEndedIsGone() throws InterruptedException {
    Thread ended = Thread.ofPlatform().start(() -> {});
    ended.join();

    assertThat(stopper.attempt(ended, Function.OWN, true, kill)).isEqualTo(new Look.Gone());
  }

  @Test
  void neverStopsItself() {
    assertThat(stopper.attempt(Thread.currentThread(), _ -> true, true, kill))
        .isInstanceOf(Look.NotNow.class);
  }

  @Test
  void saysWhereTheThreadIsThatItLeavesAlone() throws InterruptedException {
    Victim victim = Victim.running((Runnable) function.create("Park")).awaitIn("$Park");
    while (!(stopper.attempt(victim.thread, _ -> false, true, kill) instanceof Look.NotNow seen)
        || !seen.top().toString().contains("park")) {
      Thread.onSpinWait();
    }

    Look look = stopper.attempt(victim.thread, Function.OWN, false, kill);

    assertThat(look).isInstanceOf(Look.NotNow.class);
    while (victim.thread.isAlive()) {
      stopper.attempt(victim.thread, Function.OWN, true, kill);
    }
  }

  /** A thread that is held again at once does not come to throw. */
  private static void letThrow(Victim victim, Look look) throws InterruptedException {
    if (look instanceof Look.StoppedInFunction) {
      victim.thread.join(1);
    }
  }

  /** Host code with something that must be kept: both sides are equal but for a moment. */
  private static final class Ledger implements Runnable {

    private volatile long left;
    private volatile long right;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
    public void run() {
      left++;
      for (int i = 0; i < 200; i++) {
        Thread.onSpinWait();
      }
      right++;
    }
  }

  /** Keeps an initialiser from ending. */
  private static final class Gate {
    private static final AtomicBoolean OPEN = new AtomicBoolean();
  }

  /** A class of the host that takes its time to start. */
  private static final class SlowToStart {

    private static final long STARTED = start();

    private static long start() {
      while (!Gate.OPEN.get()) {
        Thread.onSpinWait();
      }
      return System.nanoTime();
    }

    static void touch() {
      assertThat(STARTED).isNotEqualTo(Long.MIN_VALUE);
    }
  }
}
