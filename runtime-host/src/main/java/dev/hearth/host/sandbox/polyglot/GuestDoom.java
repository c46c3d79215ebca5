package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.sandbox.classloader.stop.Doomed;
import dev.hearth.host.sandbox.classloader.stop.Ending;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Ends what runs in some lanes. The languages end their code by themselves when their contexts are
 * cancelled; what computes with huge numbers does not look, and is stopped by the ladder where it
 * is in {@code java.math}, which keeps no locks and no state. Used by a thread of the ladder.
 */
final class GuestDoom implements Doomed {

  private static final String NUMBERS = "java.math.";

  private final List<GuestLane> lanes;
  private final IntConsumer stuck;
  private final AtomicBoolean cancelling = new AtomicBoolean();

  /**
   * Of these lanes, which are marked already.
   *
   * @param stuck hears how many threads could not be ended in time
   */
  GuestDoom(List<GuestLane> lanes, IntConsumer stuck) {
    this.lanes = List.copyOf(lanes);
    this.stuck = stuck;
  }

  @Override
  public List<Thread> threads() {
    return lanes.stream()
        .map(GuestLane::thread)
        .flatMap(Optional::stream)
        .filter(GuestThread::inGuest)
        .<Thread>map(thread -> thread)
        .toList();
  }

  /** Cancelling waits for the code to end, so each guest gets a thread for it. */
  @Override
  public void raiseFlag() {
    if (cancelling.compareAndSet(false, true)) {
      for (GuestLane lane : lanes) {
        lane.guest().ifPresent(GuestDoom::cancel);
      }
    }
  }

  private static void cancel(Guest guest) {
    Thread.ofPlatform()
        .daemon(true)
        .inheritInheritableThreadLocals(false)
        .name("hearth-cancel")
        .start(guest::cancel);
  }

  @Override
  public void closeResources() {
    // A guest has none that would outlive its context.
  }

  @Override
  public boolean isOwnFrame(StackTraceElement frame) {
    return frame.getClassName().startsWith(NUMBERS);
  }

  @Override
  public void quarantined(List<Thread> threads) {
    stuck.accept(threads.size());
  }

  @Override
  public void ended(Ending ending) {
    if (ending.left() == 0) {
      stuck.accept(0);
    }
  }
}
