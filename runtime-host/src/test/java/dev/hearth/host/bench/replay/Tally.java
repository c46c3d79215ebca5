package dev.hearth.host.bench.replay;

/** What a simulation has counted. Used by one thread. */
final class Tally {

  long calls;
  long cold;
  long preWarmed;
  double idleSeconds;
  double idleByteSeconds;
}
