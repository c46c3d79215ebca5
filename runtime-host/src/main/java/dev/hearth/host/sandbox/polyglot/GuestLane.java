package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of one call after the other through one guest. Its thread changes the call; others may
 * look at it, interrupt and doom it. Guarded by itself.
 */
final class GuestLane {

  private final int number;
  private @Nullable GuestThread thread;
  private @Nullable Guest guest;
  private @Nullable Assignment call;
  private Consumer<String> where = _ -> {};
  private boolean doomed;
  private long calls;

  GuestLane(int number) {
    this.number = number;
  }

  /** Counted from 1. */
  int number() {
    return number;
  }

  /** That thread serves it from now on. */
  synchronized void servedBy(GuestThread serving) {
    thread = serving;
  }

  synchronized Optional<GuestThread> thread() {
    return Optional.ofNullable(thread);
  }

  /** There is a guest; gives whether it may be used. */
  synchronized boolean has(Guest made) {
    guest = made;
    return !doomed;
  }

  /** Its guest was of no use. */
  synchronized void drop() {
    guest = null;
  }

  synchronized Optional<Guest> guest() {
    return Optional.ofNullable(guest);
  }

  /** Whether the last call was the first, second, fourth, eighth… of it, and nothing ends it. */
  synchronized boolean isToBeWeighed() {
    return !doomed && Long.bitCount(calls) == 1;
  }

  /** A call begins. */
  synchronized void enter(Assignment assignment) {
    calls++;
    call = assignment;
  }

  /** It has ended; nobody interrupts for it any more. */
  synchronized void leave() {
    call = null;
    Thread.interrupted();
  }

  synchronized boolean serves(Assignment assignment) {
    return assignment.equals(call);
  }

  synchronized Optional<Assignment> call() {
    return Optional.ofNullable(call);
  }

  /** Interrupts the thread if it works for that call. */
  synchronized void interrupt(Assignment assignment) {
    GuestThread serving = thread;
    if (serving != null && serves(assignment)) {
      serving.interrupt();
    }
  }

  /** What runs in it must end; {@code heard} hears where it was, should that be known. */
  synchronized void doom(Consumer<String> heard) {
    if (!doomed) {
      where = heard;
    }
    doomed = true;
  }

  synchronized boolean isDoomed() {
    return doomed;
  }

  /** Who wants to hear where the call was when it was ended. */
  synchronized Consumer<String> where() {
    return where;
  }
}
