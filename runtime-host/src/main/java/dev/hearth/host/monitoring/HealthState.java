package dev.hearth.host.monitoring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the host is at one moment.
 *
 * @param reason why it is draining or has failed; else empty
 * @param hindrances what keeps it from being ready, by the part that says so
 */
public record HealthState(Phase phase, String reason, SortedMap<String, String> hindrances) {

  /** How a host begins. */
  static final HealthState STARTING =
      new HealthState(Phase.STARTING, "", Collections.emptySortedMap());

  public HealthState {
    hindrances = Collections.unmodifiableSortedMap(new TreeMap<>(hindrances));
  }

  /** Whether the process should be left to run: it should unless it has failed. */
  public boolean live() {
    return phase != Phase.FAILED;
  }

  /** Whether to send work here. */
  public boolean ready() {
    return phase == Phase.READY && hindrances.isEmpty();
  }

  /** Why the host is not ready, one sentence each; empty if it is. */
  public List<String> reasons() {
    List<String> all = new ArrayList<>();
    if (phase != Phase.READY) {
      all.add(reason.isEmpty() ? phase.text() : phase.text() + ": " + reason);
    }
    hindrances.forEach((part, why) -> all.add(part + ": " + why));
    return List.copyOf(all);
  }

  HealthState in(Phase next, String why) {
    return new HealthState(next, why, hindrances);
  }

  /** Where in its life the host is. */
  public enum Phase {
    STARTING("starting"),
    READY("ready"),
    DRAINING("draining"),
    FAILED("failed");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** As it stands in answers. */
    public String text() {
      return text;
    }
  }
}
