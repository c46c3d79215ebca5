package dev.hearth.host.bench.load;

import java.util.SplittableRandom;

/** When a client tries again. Used by the generator's thread. */
final class Backoff {

  private final Clients clients;
  private final SplittableRandom random = new SplittableRandom(1);

  Backoff(Clients clients) {
    this.clients = clients;
  }

  /** How often one tries at most. */
  int attempts() {
    return clients.attempts();
  }

  /** How many nanoseconds one waits after the {@code number}th attempt, counted from 1. */
  long after(int number) {
    return (long) (random.nextDouble() * clients.backoff().toNanos() * (1L << (number - 1)));
  }
}
