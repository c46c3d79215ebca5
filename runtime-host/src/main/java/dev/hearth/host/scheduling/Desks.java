package dev.hearth.host.scheduling;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The desk of each version that was called. Any thread may use it. */
final class Desks {

  private final SchedulerConfig config;
  private final Map<RevisionId, Desk> byRevision = new ConcurrentHashMap<>();

  Desks(SchedulerConfig config) {
    this.config = config;
  }

  /** The desk of a version, made when it is first asked for. */
  Desk of(FunctionVersion version) {
    Desk desk = byRevision.get(version.revision());
    return desk != null
        ? desk
        : byRevision.computeIfAbsent(version.revision(), _ -> new Desk(version, config));
  }

  /** Forgets a version; calls that are under way keep its desk. */
  void forget(RevisionId revision) {
    byRevision.remove(revision);
  }

  /** How many calls wait, of all versions together. */
  int waiting() {
    return byRevision.values().stream().mapToInt(desk -> desk.locked(() -> desk.line.size())).sum();
  }
}
