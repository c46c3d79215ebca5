package dev.hearth.host.monitoring;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** How the host is, told by any thread to any thread; the state is swapped as a whole. */
public final class Health {

  private final AtomicReference<HealthState> state = new AtomicReference<>(HealthState.STARTING);

  /** How the host is now. */
  public HealthState state() {
    return state.get();
  }

  /** All parts stand; without effect unless the host was starting. */
  public void started() {
    change(now ->
        now.phase() == HealthState.Phase.STARTING ? now.in(HealthState.Phase.READY, "") : now);
  }

  /**
   * No new work is wanted, for good.
   *
   * @param reason a few words, such as {@code SIGTERM received}
   */
  public void drain(String reason) {
    change(now ->
        now.phase() == HealthState.Phase.FAILED ? now : now.in(HealthState.Phase.DRAINING, reason));
  }

  /** The host cannot recover by itself and wants to be started anew. */
  public void fail(String reason) {
    change(now -> now.in(HealthState.Phase.FAILED, reason));
  }

  /**
   * A part of the host is in the way of being ready; takes the place of what it said before.
   *
   * @param part a name such as {@code store}
   * @param reason what is wrong and how to mend it
   */
  public void hinder(String part, String reason) {
    change(now -> {
      TreeMap<String, String> hindrances = new TreeMap<>(now.hindrances());
      hindrances.put(part, reason);
      return new HealthState(now.phase(), now.reason(), hindrances);
    });
  }

  /** The part is well again. */
  public void recover(String part) {
    change(now -> {
      TreeMap<String, String> hindrances = new TreeMap<>(now.hindrances());
      hindrances.remove(part);
      return new HealthState(now.phase(), now.reason(), hindrances);
    });
  }

  private void change(UnaryOperator<HealthState> step) {
    state.updateAndGet(step);
  }
}
