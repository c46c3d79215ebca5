package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends threads of functions that nobody has rewritten. */
@Timeout(120)
class KillLadderTest {

  private static final TimeSource TIME = new TimeSource(InstantSource.system(), System::nanoTime);

  /** Longer than any machine takes for the rungs before. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final KillLadder ladder = new KillLadder(Rungs.usual(), SafeStop::ofThisJvm, TIME);
  private final Function function = new Function();

  @AfterEach
  void closeLadder() {
    ladder.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Spin",
        "Count",
        "Recursion",
        "Regex",
        "Power",
        "NestedHash",
        "StreamSum",
        "Sort",
        "ParallelSort",
        "Deflate",
        "Park",
        "Join",
        "Sleep"
      })
  void endsWhatDoesNotEndByItself(String culprit) throws InterruptedException {
    Victim victim = Victim.running((Runnable) function.create(culprit)).awaitIn("$" + culprit);

    ladder.end(victim);

    Ending ending = victim.ending.join();
    assertThat(victim.thread.isAlive()).isFalse();
    assertThat(ending.left()).isZero();
    assertThat(ending.threads()).isOne();
    assertThat(ending.rung()).isIn(Rung.STOP_IN_FUNCTION, Rung.STOP_IN_PLATFORM);
  }

  @Test
  void endsOneThatWaitsForALockOfAnother() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    Victim victim =
        Victim.running((Runnable) function.create("Locked", lock)).awaitIn("ReentrantLock");

    ladder.end(victim);

    assertThat(victim.ending.join().rung()).isEqualTo(Rung.STOP_IN_PLATFORM);
    assertThat(lock.isHeldByCurrentThread()).isTrue();
    assertThat(lock.hasQueuedThreads()).isFalse();
  }

  @Test
  void saysWhereTheFunctionWas() throws InterruptedException {
    List<StackTraceElement> seen = List.of();
    // The look has a few milliseconds, which a busy machine may not have for each.
    for (int i = 0; i < 100 && seen.isEmpty(); i++) {
      Victim victim = Victim.running((Runnable) function.create("Park")).awaitIn("$Park");
      ladder.end(victim);
      seen = victim.ending.join().stack();
    }
    assertThat(seen).anySatisfy(frame -> assertThat(frame.getClassName()).endsWith("$Park"));
  }

  @Test
  void raisesTheFlagAndNeedsNoMoreForOneThatLooksAtIt() {
    try (KillLadder mild = ladder(Rung.STOP_IN_FUNCTION, LONG, LONG)) {
      raisesTheFlag(mild);
    }
  }

  private static void raisesTheFlag(KillLadder ladder) {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger seen = new AtomicInteger();
    Victim[] own = new Victim[1];
    Victim victim =
        Victim.running(() -> {
          awaitQuietly(begun);
          while (!own[0].flag.get()) {
            Thread.onSpinWait();
          }
          seen.incrementAndGet();
        });
    own[0] = victim;
    begun.countDown();

    ladder.end(victim);

    assertThat(victim.ending.join().left()).isZero();
    assertThat(seen).hasValue(1);
  }

  @Test
  void aBlockedReadOfASocketEndsWhenWhatIsOpenIsClosed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      Object reader = function.create("Read", socket.getInputStream());
      Victim victim =
          Victim.running((Runnable) reader, () -> close(socket)).awaitIn("NioSocketImpl");
      try (KillLadder mild = ladder(Rung.STOP_IN_PLATFORM, LONG, LONG)) {
        mild.end(victim);

        assertThat(victim.ending.join().rung()).isEqualTo(Rung.CLOSE);
      }
    }
  }

  @Test
  void oneThatReadsAPipeThatNobodyCanCloseIsQuarantinedAndGivenUp() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    try (KillLadder impatient = impatient()) {
      Object reader = function.create("Read", process.getInputStream());
      Victim victim = Victim.running((Runnable) reader).awaitIn("FileInputStream");

      impatient.end(victim);

      assertThat(victim.quarantined.join()).containsExactly(victim.thread);
      Ending ending = victim.ending.join();
      assertThat(ending.left()).isOne();
      assertThat(ending.rung()).isEqualTo(Rung.QUARANTINE);
      LadderCounts stuck = impatient.counts();
      assertThat(stuck.givenUp()).isOne();
      assertThat(stuck.quarantined()).isOne();
      process.destroyForcibly();
      victim.thread.join();
      assertThat(impatient.counts().quarantined()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void neverRunsWhatTheFunctionMadeOfItsThreads() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    Runnable caught = asked::incrementAndGet;
    Victim victim = Victim.of((Thread) function.create("Sly", caught)).awaitIn("$Spin");

    ladder.end(victim);

    assertThat(victim.ending.join().left()).isZero();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aThreadThatServesTheHostIsLeftAlone() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Victim victim = Victim.running(() -> awaitQuietly(release)).awaitIn("CountDownLatch");
    try (KillLadder impatient = impatient()) {
      impatient.end(victim);

      assertThat(victim.ending.join().left()).isOne();
      assertThat(victim.thread.isAlive()).isTrue();
    } finally {
      release.countDown();
    }
    victim.thread.join();
  }

  @Test
  void countsTheKillsByWhatTheyNeeded() throws InterruptedException {
    Victim victim = Victim.running((Runnable) function.create("Join")).awaitIn("$Join");
    ladder.end(victim);
    victim.ending.join();

    LadderCounts counts = ladder.counts();
    assertThat(counts.ended()).containsEntry(Rung.STOP_IN_PLATFORM, 1L);
    assertThat(counts.ended().keySet()).containsExactlyInAnyOrder(Rung.values());
    assertThat(counts.inProgress()).isZero();
    assertThat(counts.quarantined()).isZero();
  }

  @Test
  void goesOnWithoutTheSafeStopWhereThereIsNone() throws InterruptedException {
    SafeStop none = new SafeStop.Unavailable("this is a test");
    try (KillLadder mild =
        new KillLadder(
            rungs(Rung.QUARANTINE, Duration.ofMillis(100), Duration.ofSeconds(3)),
            () -> none,
            TIME)) {
      Victim spinning = Victim.running((Runnable) function.create("Spin")).awaitIn("$Spin");
      Victim sleeping = Victim.running(KillLadderTest::sleepOnce).awaitIn("KillLadderTest");

      mild.end(spinning);
      mild.end(sleeping);

      assertThat(sleeping.ending.join().left()).isZero();
      assertThat(spinning.ending.join().left()).isOne();
      assertThat(mild.safeStop()).isEqualTo(none);
      ladder.end(spinning);
      spinning.thread.join();
    }
  }

  /** The usual rungs up to {@code changed}, which comes later with those behind it. */
  private static Rungs rungs(Rung changed, Duration begin, Duration giveUp) {
    Map<Rung, Duration> after = new EnumMap<>(Rungs.usual().after());
    after.replaceAll((rung, usual) -> rung.compareTo(changed) < 0 ? usual : begin);
    return new Rungs(after, giveUp);
  }

  private static KillLadder ladder(Rung changed, Duration begin, Duration giveUp) {
    return new KillLadder(rungs(changed, begin, giveUp), SafeStop::ofThisJvm, TIME);
  }

  private static KillLadder impatient() {
    return ladder(Rung.QUARANTINE, Duration.ofMillis(100), Duration.ofMillis(300));
  }

  private static void sleepOnce() {
    try {
      Thread.sleep(TimeUnit.HOURS.toMillis(1));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException again) {
        assertThat(latch.getCount()).isNotNegative();
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
