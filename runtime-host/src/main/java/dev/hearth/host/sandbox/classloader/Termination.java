package dev.hearth.host.sandbox.classloader;

import java.util.List;

/**
 * Ends threads of an instance: the ladder from the mild to the hard. Its first rung is the
 * interrupt, which a function can ignore; harder rungs belong here.
 */
final class Termination {

  private Termination() {}

  /** Sets off the ladder for each thread; returns at once. */
  static void end(List<? extends Thread> threads) {
    threads.forEach(Thread::interrupt);
  }
}
