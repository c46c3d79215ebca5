package dev.hearth.host.pool;

import dev.hearth.host.registry.FunctionName;
import java.util.LinkedHashMap;

/**
 * The idle times of each function, kept while its instances come and go and across its versions:
 * those of the {@value #MOST} functions that started an instance last, some 3 MB at most. Guarded
 * by the pool's lock.
 */
final class Habits {

  private static final int MOST = 10_000;

  private final LinkedHashMap<FunctionName, IdleTimes> byFunction =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Those of a function, empty ones at first. */
  IdleTimes of(FunctionName function) {
    IdleTimes times = byFunction.computeIfAbsent(function, _ -> new IdleTimes());
    if (byFunction.size() > MOST) {
      byFunction.pollFirstEntry();
    }
    return times;
  }

  /** Forgets a function; false if it was not known. */
  boolean forget(FunctionName function) {
    return byFunction.remove(function) != null;
  }

  /** How many functions are remembered. */
  int size() {
    return byFunction.size();
  }
}
