package dev.hearth.host.worker;

import dev.hearth.host.queue.FairOrder;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.Priority;
import java.time.Instant;

/** What the dispatcher knows of the tasks of one function. Owned by the dispatcher's thread. */
final class Inbox {

  final FunctionName function;
  final InFlightLimit limit = new InFlightLimit();

  /** When the next task is due that is not under way, as far as is known. */
  Instant nextDue = Instant.MAX;

  /** Nothing is leased before this, for the host has just turned a task away. */
  Instant pausedUntil = Instant.MIN;

  /** Tasks that are leased and not settled. */
  int underWay;

  Turns turns;
  FairOrder.Share<Inbox> share;

  /** Cancels the look at the moment when it has something to do again. */
  Runnable alarm = () -> {};

  Inbox(FunctionName function, Turns turns, int weight, Priority priority) {
    this.function = function;
    this.turns = turns;
    this.share = turns.order.join(this, weight, priority);
  }

  /** From now on it takes its turns there, with this weight. */
  void moveTo(Turns other, int weight, Priority priority) {
    turns.order.rest(share);
    turns = other;
    share = other.order.join(this, weight, priority);
  }

  /** The moment from which on something may be leased. */
  Instant from() {
    return nextDue.isAfter(pausedUntil) ? nextDue : pausedUntil;
  }

  /**
   * Whose turn it is among the functions of one lane, and how many of their tasks are under way.
   */
  static final class Turns {

    final FairOrder<Inbox> order = new FairOrder<>();
    int underWay;
  }
}
