package dev.hearth.host.scheduling;

import dev.hearth.host.queue.FairOrder;
import dev.hearth.host.queue.Waiter;
import dev.hearth.host.queue.WaitingLine;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.scheduling.load.Congestion;
import java.util.Optional;

/** The calls of one version in one lane. Guarded by the scheduler's lock. */
final class Line {

  final Desk desk;
  final Lane lane;
  final WaitingLine waiting = new WaitingLine();
  final Congestion congestion = new Congestion();
  final FairOrder.Share<Line> share;
  int running;

  /** Those of the running calls that have computed for long. */
  int longCalls;

  /** When the timer of its waits is due; without meaning while there is none. */
  long timerNanos;

  boolean hasTimer;

  /** How many of its calls are counted as waiting. */
  int counted;

  /** Whether it is counted as one that may turn calls away. */
  boolean pressed;

  /** Whether its weight counts among those that have something to do. */
  boolean active;

  /** Whether more has come lately than could be served. */
  boolean congested;

  /** Whether it has to wait for something of its own, and not for the lane. */
  boolean blocked;

  Line(Desk desk, Lane lane, FairOrder<Line> order) {
    this.desk = desk;
    this.lane = lane;
    this.share = order.join(this, weight(), desk.version.spec().priority());
  }

  int weight() {
    return desk.version.spec().concurrency().weight();
  }

  /** What its next call would hold. */
  CapacityLedger.Hold hold() {
    return new CapacityLedger.Hold(lane, desk.measured.demand(), desk.measured.bytes());
  }

  /** Whether a call that comes now may have to be turned away. */
  boolean mayTurnAway() {
    int size = waiting.size();
    long wait = desk.measured.serviceNanos() * (size + 1L);
    long harmless = Math.min(Congestion.SHORT_WAIT.toNanos(), desk.limits.queue().toNanos());
    return size > 0 && (size >= desk.limits.maxWaiting() || wait > harmless);
  }

  /** Nothing will ever happen in it again. */
  void leave() {
    desk.function.lines.remove(this);
  }

  /** Takes the next call out, by that order if the line is congested. */
  Optional<Waiter> poll(SchedulerConfig.Order congestedOrder) {
    return switch (congested ? congestedOrder : SchedulerConfig.Order.OLDEST) {
      case OLDEST -> waiting.poll();
      case NEWEST -> waiting.pollNewest();
    };
  }
}
