package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.sandbox.ThreadStarts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The lanes of one instance with their threads, and the work that waits for one. Any thread may
 * hand in work; a thread that has had to make way for others is succeeded by a fresh one, for not
 * every host may give a priority back.
 */
final class GuestThreads {

  private final String name;
  private final ThreadGroup group;
  private final GuestMeters meters;
  private final ThreadStarts starts;
  private final Consumer<GuestLane> laneEnds;
  private final BlockingQueue<Consumer<GuestLane>> work = new LinkedTransferQueue<>();
  private final List<GuestLane> lanes = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger(1);
  private volatile boolean stopped;

  /**
   * None runs yet.
   *
   * @param alarm does something on a thread of the host
   * @param laneEnds runs last in each lane, on its thread
   */
  GuestThreads(
      String name,
      ThreadGroup group,
      GuestMeters meters,
      BiFunction<Duration, Runnable, Runnable> alarm,
      Consumer<GuestLane> laneEnds) {
    this.name = name;
    this.group = group;
    this.meters = meters;
    this.starts =
        new ThreadStarts((delay, action) -> {
          var _ = alarm.apply(delay, action);
        });
    this.laneEnds = laneEnds;
  }

  /** Starts the first lane, which serves after {@code preparation}, unless that gives false. */
  void startFirst(Predicate<GuestLane> preparation) {
    GuestLane lane = new GuestLane(1);
    start(
        lane,
        () -> {
          if (preparation.test(lane)) {
            serve(lane);
          } else {
            laneEnds.accept(lane);
          }
        });
  }

  /** Has something done, by one more lane if so many are wanted and {@code limit} allows it. */
  void add(Consumer<GuestLane> task, int wanted, int limit) {
    int now = count.get();
    if (wanted > now && now < limit && count.compareAndSet(now, now + 1)) {
      GuestLane lane = new GuestLane(now + 1);
      start(lane, () -> serve(lane));
    }
    work.add(task);
  }

  /** Lets each thread end when it has nothing left to do. */
  void stop() {
    stopped = true;
    for (int i = count.get(); i > 0; i--) {
      work.add(GuestThreads::wake);
    }
  }

  /** Lets a thread see that it is to stop. */
  private static void wake(GuestLane unused) {
    // There is nothing else to do.
  }

  /** The lanes there have been. */
  List<GuestLane> lanes() {
    return lanes;
  }

  /** The threads that live. */
  int live() {
    return (int)
        lanes.stream().flatMap(lane -> lane.thread().stream()).filter(Thread::isAlive).count();
  }

  private void start(GuestLane lane, Runnable body) {
    String suffix = lane.number() == 1 ? "" : "#" + lane.number();
    GuestThread thread = new GuestThread(group, body, name + suffix);
    lane.servedBy(thread);
    if (!lanes.contains(lane)) {
      lanes.add(lane);
    }
    meters.add(thread);
    starts.start(thread, Thread.currentThread() instanceof GuestThread);
  }

  private void serve(GuestLane lane) {
    GuestThread self = (GuestThread) Thread.currentThread();
    while (performNext(lane)) {
      if (self.hasMadeWay()) {
        start(lane, () -> serve(lane));
        meters.retireRunningThread();
        return;
      }
    }
    laneEnds.accept(lane);
  }

  private boolean performNext(GuestLane lane) {
    try {
      work.take().accept(lane);
    } catch (InterruptedException interrupted) {
      // From a call that has ended: what it was meant for is over.
    }
    return !stopped;
  }
}
