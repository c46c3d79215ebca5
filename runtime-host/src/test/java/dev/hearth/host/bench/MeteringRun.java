package dev.hearth.host.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** Runs one kernel in a JVM of its own and prints what it took. Everything on the main thread. */
final class MeteringRun {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final IntSupplier kernel;
  private final int answer;

  /** Computes the answer that every later call has to give. */
  MeteringRun(IntSupplier kernel) {
    this.kernel = kernel;
    this.answer = kernel.getAsInt();
  }

  /** Arguments: the JAR, the kernel's class, warm-up and slice in milliseconds of CPU, slices. */
  public static void main(String[] arguments) throws Exception {
    try (MeteringLoader loader = new MeteringLoader(Path.of(arguments[0]))) {
      loader.getResource(""); // opens the JAR
      long before = THREADS.getCurrentThreadCpuTime();
      Object kernel = loader.loadClass(arguments[1]).getConstructor().newInstance();
      MeteringRun run = new MeteringRun((IntSupplier) kernel);
      long cold = THREADS.getCurrentThreadCpuTime() - before;
      run.callsWithin(Integer.parseInt(arguments[2]));
      int calls = Math.max(1, run.callsWithin(Integer.parseInt(arguments[3])));
      Samples slices = new Samples();
      for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
        slices.add(run.nanosPerCall(calls));
      }
      System.out.println(cold + " " + slices.lowerQuartile() + " " + run.answer);
    }
  }

  private int callsWithin(int millis) {
    long end = THREADS.getCurrentThreadCpuTime() + millis * 1_000_000L;
    int calls = 0;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      call();
      calls++;
    }
    return calls;
  }

  private double nanosPerCall(int calls) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      call();
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - before) / calls;
  }

  private void call() {
    if (kernel.getAsInt() != answer) {
      throw new IllegalStateException("it was " + answer + " at first");
    }
  }
}
