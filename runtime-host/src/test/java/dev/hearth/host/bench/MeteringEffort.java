package dev.hearth.host.bench;

/**
 * How long the metering part takes.
 *
 * @param forks JVMs per kernel and variant, run in turns
 * @param interpretedForks the same for the runs without a JIT compiler
 * @param warmUpMillis CPU time before anything is measured
 * @param sliceMillis CPU time that one slice takes, about
 * @param slices measurements in each JVM
 */
record MeteringEffort(
    int forks, int interpretedForks, int warmUpMillis, int sliceMillis, int slices) {

  /** About seven minutes, for figures that can be compared with their goals. */
  static MeteringEffort full() {
    return new MeteringEffort(7, 2, 1200, 80, 9);
  }

  /** About half a minute, to see that it works: the figures say little. */
  static MeteringEffort quick() {
    return new MeteringEffort(1, 1, 200, 20, 3);
  }

  /** The quick one if {@code BENCH_QUICK} is set. */
  static MeteringEffort ofProcess() {
    return System.getenv("BENCH_QUICK") == null ? full() : quick();
  }
}
