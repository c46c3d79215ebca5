package dev.hearth.host.bench.replay;

import dev.hearth.host.pool.IdleHistogram;
import dev.hearth.host.pool.KeepWindow;

/** What the simulation asks of a policy; the pool's own are taken by a method reference. */
@FunctionalInterface
interface ReplayPolicy {

  /** When an instance is to be there after a call that has ended now. */
  KeepWindow window(IdleHistogram idle, boolean alone);
}
