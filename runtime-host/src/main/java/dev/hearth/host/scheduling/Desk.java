package dev.hearth.host.scheduling;

import dev.hearth.host.queue.WaitingLine;
import dev.hearth.host.registry.FunctionVersion;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What the scheduler knows of one version. Every field is guarded by the desk's lock. */
final class Desk {

  final FunctionVersion version;
  final Snapshot.Limits limits;
  final WaitingLine line = new WaitingLine();
  final MovingAverage service = new MovingAverage();
  final MovingAverage start = new MovingAverage();
  final StartBrake brake;
  int running;
  int starting;
  boolean lookingAgain;

  private final ReentrantLock lock = new ReentrantLock();

  Desk(FunctionVersion version, SchedulerConfig config) {
    this.version = version;
    this.brake = new StartBrake(config.forgivenEnds());
    this.limits =
        new Snapshot.Limits(
            version.spec().concurrency().max(), config.maxWaiting(), config.maxStarting());
  }

  Snapshot snapshot(boolean warmRoom, boolean hostRoom, int waiting, long waitedNanos) {
    return new Snapshot(
        warmRoom,
        hostRoom,
        running,
        starting,
        waiting,
        waitedNanos,
        service.nanos(),
        start.nanos(),
        limits);
  }

  /** Changes something under the lock. */
  void update(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /** Decides under the lock; what it gives is to be done outside. */
  <T> T locked(Supplier<T> decision) {
    lock.lock();
    try {
      return decision.get();
    } finally {
      lock.unlock();
    }
  }
}
