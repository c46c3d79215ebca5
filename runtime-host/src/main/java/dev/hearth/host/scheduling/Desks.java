package dev.hearth.host.scheduling;

import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.scheduling.load.Newcomers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The desk of each version that was called. Guarded by the scheduler's lock. */
final class Desks {

  private final SchedulerConfig config;
  private final Newcomers newcomers = new Newcomers();
  private final Map<RevisionId, Desk> byRevision = new HashMap<>();
  private final Map<FunctionName, Desk.FunctionLoad> loads = new HashMap<>();
  private final Map<FunctionName, OptionalInt> maxCalls = new HashMap<>();

  Desks(SchedulerConfig config) {
    this.config = config;
  }

  /** The desk of a version, made when it is first asked for. */
  Desk of(FunctionVersion version) {
    Desk desk = byRevision.get(version.revision());
    return desk != null ? desk : byRevision.computeIfAbsent(version.revision(), _ -> make(version));
  }

  private Desk make(FunctionVersion version) {
    Desk.FunctionLoad load =
        loads.computeIfAbsent(version.id().function(), _ -> new Desk.FunctionLoad());
    load.versions++;
    load.maxCalls = maxCalls.getOrDefault(version.id().function(), OptionalInt.empty());
    return new Desk(version, load, newcomers, config);
  }

  /**
   * Calls of all versions of a function at a time, in place of what they say themselves.
   *
   * @return what the function has under way, if there is anything and the limit is another now
   */
  Optional<Desk.FunctionLoad> limit(FunctionName function, OptionalInt max) {
    max.ifPresentOrElse(_ -> maxCalls.put(function, max), () -> maxCalls.remove(function));
    Desk.FunctionLoad load = loads.get(function);
    if (load == null || load.maxCalls.equals(max)) {
      return Optional.empty();
    }
    load.maxCalls = max;
    byRevision.values().stream()
        .filter(desk -> desk.function.equals(load))
        .forEach(desk -> desk.limit(config));
    return Optional.of(load);
  }

  /** Forgets a version; calls that are under way keep its desk. */
  void forget(RevisionId revision) {
    Desk gone = byRevision.remove(revision);
    if (gone == null) {
      return;
    }
    gone.forgotten = true;
    gone.lines.values().stream().filter(line -> !line.active).forEach(Line::leave);
    if (--gone.function.versions == 0) {
      loads.remove(gone.version.id().function());
    }
  }

  /** Those of all versions. */
  Collection<Desk> all() {
    return byRevision.values();
  }
}
