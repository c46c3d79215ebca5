package dev.hearth.host.sandbox.classloader.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.HeapLevel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChildThreadsTest {

  private static final class Home extends ThreadGroup implements InstanceHome {
    Home(String name) {
      super(name);
    }
  }

  private static final class Serving extends Thread implements ServingThread {
    Serving(ThreadGroup group, Runnable work) {
      super(group, work);
    }
  }

  private final Home home = new Home("home");
  private final ThreadCensus census = new ThreadCensus(Thread.currentThread().getThreadGroup());
  private final ChildThreads children = new ChildThreads(home, census);
  private final CountDownLatch end = new CountDownLatch(1);

  private void allocateAndWait() {
    byte[][] kept = new byte[1_000][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1_000];
    }
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(kept[999]).hasSize(1_000);
  }

  @Test
  void countsWhatAThreadOfTheFunctionUsesAndKeepsItWhenItHasEnded() throws InterruptedException {
    assertThat(children.total()).isEqualTo(Usage.NONE);
    Thread child = new Thread(home, this::allocateAndWait);
    child.start();
    Eventually.holds("it is seen", () -> children.total().allocatedBytes() > 1_000_000);
    assertThat(children.live()).containsExactly(child);
    Usage alive = children.total();
    end.countDown();
    child.join();
    assertThat(children.live()).isEmpty();
    assertThat(children.total().allocatedBytes()).isGreaterThanOrEqualTo(alive.allocatedBytes());
    assertThat(children.total()).isEqualTo(children.total());
  }

  @Test
  void findsThreadsInGroupsBelowAndNoThreadOfTheHost() throws InterruptedException {
    ThreadGroup below = new ThreadGroup(home, "below");
    Thread deep = new Thread(below, this::allocateAndWait);
    Thread serving = new Serving(home, this::allocateAndWait);
    Thread foreign = new Thread(new Home("other"), this::allocateAndWait);
    deep.start();
    serving.start();
    foreign.start();
    assertThat(children.live()).containsExactly(deep);
    assertThat(ThreadCensus.homeOf(deep)).contains(home);
    assertThat(ThreadCensus.homeOf(Thread.currentThread())).isEmpty();
    end.countDown();
    deep.join();
    serving.join();
    foreign.join();
  }

  @Test
  void aCallIsChargedForItsThreadsFromItsBeginningOn() throws InterruptedException {
    Thread before = new Thread(home, this::allocateAndWait);
    before.start();
    Eventually.holds("it is seen", () -> children.total().allocatedBytes() > 1_000_000);
    CallMeter meter = new CallMeter(children, new HeapLevel());
    assertThat(meter.readOnServingThread().allocatedBytes()).isLessThan(900_000);
    Thread during = new Thread(home, this::allocateAndWait);
    during.start();
    Eventually.holds("it is charged", () -> meter.allocatedBytes() > 1_000_000);
    meter.tookOutsideHeap(1L << 40);
    assertThat(meter.read().allocatedBytes()).isGreaterThan(1L << 40);
    end.countDown();
    before.join();
    during.join();
  }
}
