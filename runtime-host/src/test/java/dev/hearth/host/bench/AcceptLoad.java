package dev.hearth.host.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Gives work to whoever takes it in, and watches how that goes. Used by one thread. */
final class AcceptLoad {

  private final Supplier<CompletableFuture<Boolean>> accept;
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * A load.
   *
   * @param accept begins one; ends with whether it was taken in
   */
  AcceptLoad(Supplier<CompletableFuture<Boolean>> accept) {
    this.accept = accept;
  }

  /** How many were not taken in. */
  int refused() {
    return refused.get();
  }

  /** As many as it takes, with so many under way; how many were taken in a second. */
  double saturate(int outstanding, Duration howLong) throws IOException {
    long begun = System.nanoTime();
    long end = begun + howLong.toNanos();
    int sent = 0;
    int refusedBefore = refused.get();
    Semaphore room = new Semaphore(outstanding);
    while (System.nanoTime() < end) {
      send(room);
      sent++;
    }
    room.acquireUninterruptibly(outstanding);
    double seconds = (System.nanoTime() - begun) / 1e9;
    int taken = sent - (refused.get() - refusedBefore);
    if (taken == 0) {
      throw new IOException("nothing was taken in");
    }
    return taken / seconds;
  }

  /** Exactly so many. */
  void count(int outstanding, int howMany) throws IOException {
    Semaphore room = new Semaphore(outstanding);
    for (int i = 0; i < howMany; i++) {
      send(room);
    }
    room.acquireUninterruptibly(outstanding);
    if (refused.get() > 0) {
      throw new IOException(refused.get() + " were refused");
    }
  }

  private void send(Semaphore room) {
    room.acquireUninterruptibly();
    var _ =
        accept
            .get()
            .whenComplete((taken, failure) -> {
              if (failure != null || !taken) {
                refused.incrementAndGet();
              }
              room.release();
            });
  }

  /**
   * So many a second, whether earlier ones have ended or not; from when each was due to its end.
   */
  Samples pace(int rate, Duration howLong) {
    int count = (int) (rate * howLong.toSeconds());
    double[] millis = new double[count];
    Semaphore ended = new Semaphore(0);
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begun + i * 1_000_000_000L / rate;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      int which = i;
      var _ =
          accept
              .get()
              .whenComplete((taken, failure) -> {
                millis[which] = (System.nanoTime() - due) / 1e6;
                if (failure != null || !taken) {
                  refused.incrementAndGet();
                }
                ended.release();
              });
    }
    ended.acquireUninterruptibly(count);
    Samples samples = new Samples();
    for (double each : millis) {
      samples.add(each);
    }
    return samples;
  }
}
