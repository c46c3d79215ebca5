package dev.hearth.host.pool;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The versions of which an instance is to start before it is called; at most one for each version
 * that has had an instance. Guarded by the pool's lock.
 */
final class PreWarming {

  private final Map<RevisionId, Plan> planned = new HashMap<>();
  private final Map<RevisionId, Plan> starting = new HashMap<>();

  private record Plan(FunctionVersion version, long startNanos, long untilNanos) {}

  /** An instance of the version has become idle now, and nothing but calls makes plans void. */
  void plan(FunctionVersion version, KeepWindow window, long now) {
    if (window.comesAgain()) {
      planned.put(
          version.revision(),
          new Plan(version, now + window.againNanos(), now + window.untilNanos()));
    } else {
      planned.remove(version.revision());
    }
  }

  /** A call has come, or the version no longer takes any. */
  void cancel(RevisionId revision) {
    planned.remove(revision);
  }

  /**
   * The versions whose time has come and that have no instance; they count as starting from now on.
   */
  List<FunctionVersion> due(long now, Predicate<RevisionId> hasInstances) {
    List<FunctionVersion> due = new ArrayList<>();
    Iterator<Plan> plans = planned.values().iterator();
    while (plans.hasNext()) {
      Plan plan = plans.next();
      boolean missed = plan.untilNanos - now <= 0;
      boolean starts = plan.startNanos - now <= 0 && !hasInstances.test(plan.version.revision());
      if (missed || starts) {
        plans.remove();
      }
      if (starts && !missed) {
        starting.put(plan.version.revision(), plan);
        due.add(plan.version);
      }
    }
    return due;
  }

  /** Whether an instance that has started was planned: how long it stays, else 0. */
  long started(RevisionId revision, long now) {
    planned.remove(revision);
    Plan plan = starting.remove(revision);
    return plan == null ? 0 : Math.max(1, plan.untilNanos - now);
  }

  /** The start has ended, well or not; true if its instance has not come. */
  boolean ended(RevisionId revision) {
    return starting.remove(revision) != null;
  }
}
