package dev.hearth.host.sandbox.classloader.stop;

import dev.hearth.host.config.TimeSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Measures how long it takes to end functions that do not end by themselves and that nobody has
 * rewritten: a program for people, not a test. Arguments: how many kills a case, and after how many
 * milliseconds platform code is broken off.
 */
final class KillTimes {

  private static final TimeSource TIME = new TimeSource(InstantSource.system(), System::nanoTime);

  private KillTimes() {}

  /** Prints a table. */
  public static void main(String[] arguments) throws InterruptedException {
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    long begun = System.nanoTime();
    String kind = SafeStop.ofThisJvm().getClass().getSimpleName();
    System.out.printf("%s ready after %d ms%n", kind, (System.nanoTime() - begun) / 1_000_000);
    Map<Rung, Duration> after = new EnumMap<>(Rungs.usual().after());
    if (arguments.length > 1) {
      after.put(Rung.STOP_IN_PLATFORM, Duration.ofMillis(Long.parseLong(arguments[1])));
    }
    Rungs rungs = new Rungs(after, Duration.ofSeconds(60));
    System.out.printf("%-12s %8s %8s %8s  %s%n", "ms", "p50", "p99", "max", "highest rung");
    try (KillLadder ladder = new KillLadder(rungs, SafeStop::ofThisJvm, TIME)) {
      for (String culprit :
          List.of(
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
              "Locked",
              "Join",
              "Sleep")) {
        measure(ladder, culprit, kills);
      }
    }
  }

  private static void measure(KillLadder ladder, String culprit, int kills)
      throws InterruptedException {
    double[] took = new double[kills];
    Map<Rung, Integer> rungs = new TreeMap<>();
    for (int i = 0; i < kills; i++) {
      Victim victim = Victim.running(create(culprit)).awaitIn("$" + culprit);
      Thread.sleep(20 + i % 20);
      long begun = System.nanoTime();
      ladder.end(victim);
      victim.thread.join();
      took[i] = (System.nanoTime() - begun) / 1e6;
      rungs.merge(victim.ending.join().rung(), 1, Integer::sum);
    }
    Arrays.sort(took);
    System.out.printf(
        "%-12s %8.2f %8.2f %8.2f  %s%n",
        culprit, took[kills / 2], took[kills * 99 / 100], took[kills - 1], rungs);
  }

  private static Runnable create(String culprit) {
    if (!culprit.equals("Locked")) {
      return (Runnable) new Function().create(culprit);
    }
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    return (Runnable) new Function().create(culprit, lock);
  }
}
