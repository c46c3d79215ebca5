package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.StuckThreads;
import dev.hearth.host.sandbox.classloader.metering.ThreadCensus;
import dev.hearth.host.sandbox.classloader.stop.KillLadder;
import java.time.Duration;

/**
 * What holds the instances to their budgets; one for all of them.
 *
 * @param ladder ends threads
 * @param census knows the threads that functions have started
 * @param heap how full the heap is
 * @param stuck hears of threads that could not be ended
 * @param alarm does something later
 */
record Enforcement(
    KillLadder ladder, ThreadCensus census, HeapLevel heap, StuckThreads stuck, Alarm alarm) {

  /** Does something later. */
  @FunctionalInterface
  interface Alarm {

    /**
     * Does {@code action} after {@code delay}; gives what cancels it.
     *
     * @param action quick, and throws nothing
     */
    Runnable after(Duration delay, Runnable action);
  }
}
