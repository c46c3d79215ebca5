package dev.hearth.host.sandbox.classloader.stop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Functions that do not end by themselves, as nobody has rewritten them: loaded by a class loader
 * of their own, each run by one thread.
 */
final class Culprits {

  private Culprits() {}

  /** Does nothing, for ever. */
  public static final class Spin implements Runnable {
    @Override
    public void run() {
      int i = 0;
      while (true) {
        i++;
        if (i == 1) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Counts for longer than anybody waits, without a call. */
  public static final class Count implements Runnable {

    private long sum;

    @Override
    public void run() {
      for (long i = 0; i < Long.MAX_VALUE; i++) {
        sum += i ^ (sum << 1);
      }
    }
  }

  /** Calls itself without end in sight. */
  public static final class Recursion implements Runnable {
    @Override
    public void run() {
      if (fib(90) == 0) {
        throw new IllegalStateException();
      }
    }

    private static long fib(int n) {
      return n < 2 ? 1 : fib(n - 1) + fib(n - 2);
    }
  }

  /** Tries all ways to read a text. */
  public static final class Regex implements Runnable {
    @Override
    public void run() {
      Pattern pattern = Pattern.compile("(x+x+)+(x+x+)+y");
      while (!pattern.matcher("x".repeat(60)).matches()) {
        Thread.onSpinWait();
      }
    }
  }

  /** Multiplies numbers of many digits. */
  public static final class Power implements Runnable {
    @Override
    public void run() {
      BigInteger number = BigInteger.ONE;
      while (number.signum() > 0) {
        number = BigInteger.valueOf(7).pow(3_000_000).mod(BigInteger.TEN).add(BigInteger.ONE);
      }
    }
  }

  /** Asks a set of sets of sets for its hash code. */
  public static final class NestedHash implements Runnable {
    @Override
    public void run() {
      Set<Object> outer = new HashSet<>();
      Set<Object> left = outer;
      Set<Object> right = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        Set<Object> nextLeft = new HashSet<>();
        Set<Object> nextRight = new HashSet<>();
        nextLeft.add("leaf");
        left.add(nextLeft);
        left.add(nextRight);
        right.add(nextLeft);
        right.add(nextRight);
        left = nextLeft;
        right = nextRight;
      }
      if (outer.hashCode() == 0) {
        throw new IllegalStateException();
      }
    }
  }

  /** Adds up a stream that has no end to speak of. */
  public static final class StreamSum implements Runnable {
    @Override
    public void run() {
      if (LongStream.range(0, Long.MAX_VALUE).map(Math::abs).sum() == 0) {
        throw new IllegalStateException();
      }
    }
  }

  /** Sorts an array again and again. */
  public static class Sort implements Runnable {
    @Override
    public void run() {
      Random random = new Random(1);
      int[] numbers = new int[4_000_000];
      while (true) {
        for (int i = 0; i < numbers.length; i += 16) {
          numbers[i] = random.nextInt();
        }
        sort(numbers);
      }
    }

    /** Sorts it once. */
    protected void sort(int[] numbers) {
      Arrays.sort(numbers);
    }
  }

  /** Sorts it with the help of the common pool. */
  public static final class ParallelSort extends Sort {
    @Override
    protected void sort(int[] numbers) {
      Arrays.parallelSort(numbers);
    }
  }

  /** Compresses some megabytes again and again. */
  public static final class Deflate implements Runnable {
    @Override
    public void run() {
      byte[] noise = new byte[8_000_000];
      new Random(1).nextBytes(noise);
      byte[] out = new byte[9_000_000];
      while (true) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(noise);
        deflater.finish();
        while (!deflater.finished()) {
          deflater.deflate(out);
        }
        deflater.end();
      }
    }
  }

  /** Parks for ever. */
  public static final class Park implements Runnable {
    @Override
    public void run() {
      while (true) {
        LockSupport.park();
      }
    }
  }

  /** Wants a lock that another holds. */
  public static final class Locked implements Runnable {

    private final Lock lock;

    /** Waits for this one. */
    public Locked(Lock lock) {
      this.lock = lock;
    }

    @Override
    public void run() {
      lock.lock();
      try {
        Thread.onSpinWait();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for a result that does not come. */
  public static final class Join implements Runnable {
    @Override
    public void run() {
      new CompletableFuture<@Nullable Void>().join();
    }
  }

  /** Sleeps, and when it is woken, sleeps again. */
  public static final class Sleep implements Runnable {
    @Override
    public void run() {
      while (true) {
        try {
          Thread.sleep(10_000);
        } catch (InterruptedException e) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Reads what never comes. */
  public static final class Read implements Runnable {

    private final InputStream in;

    /** Reads from this. */
    public Read(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      try {
        while (in.read() >= 0) {
          Thread.onSpinWait();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Calls something of the host again and again. */
  public static final class Caller implements Runnable {

    private final Runnable host;

    /** Calls this. */
    public Caller(Runnable host) {
      this.host = host;
    }

    @Override
    public void run() {
      while (true) {
        host.run();
        for (int i = 0; i < 50; i++) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** A thread that runs code of its own where others ask it something. */
  public static final class Sly extends Thread {

    private final Runnable caught;

    /** Tells this when it is asked. */
    public Sly(Runnable caught) {
      this.caught = caught;
    }

    @Override
    public void run() {
      new Spin().run();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      caught.run();
      return super.getStackTrace();
    }

    @Override
    public State getState() {
      caught.run();
      return super.getState();
    }

    @Override
    public void interrupt() {
      caught.run();
      super.interrupt();
    }
  }
}
