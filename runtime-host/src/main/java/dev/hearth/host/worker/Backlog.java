package dev.hearth.host.worker;

import dev.hearth.host.queue.durable.Due;
import dev.hearth.host.registry.FunctionName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * How many unfinished tasks each function has. Any thread may use it; guarded by itself.
 *
 * <p>It is counted along with what this host does and counted anew in the store now and then, for
 * not all that ends does so here. Between two counts it may be off by what ended elsewhere.
 */
public final class Backlog {

  private final Map<FunctionName, Long> unfinished = new HashMap<>();

  /** Of what is on its way into the store. */
  private final Map<FunctionName, Long> reserved = new HashMap<>();

  /**
   * A function whose backlog is full.
   *
   * @param limit tasks that it may have
   */
  public record Full(FunctionName function, int limit) {}

  /**
   * Makes room for tasks that are about to be stored: for all of them or for none.
   *
   * @param wanted how many of which function
   * @param limits how many tasks a function may have
   * @return a function that has no room; empty when all have, and then it is to be followed by
   *     {@link #stored} or {@link #givenBack}
   */
  public synchronized Optional<Full> reserve(
      Map<FunctionName, Integer> wanted, ToIntFunction<FunctionName> limits) {
    for (Map.Entry<FunctionName, Integer> entry : wanted.entrySet()) {
      FunctionName function = entry.getKey();
      int limit = limits.applyAsInt(function);
      if (of(function) + entry.getValue() > limit) {
        return Optional.of(new Full(function, limit));
      }
    }
    wanted.forEach((function, count) -> add(reserved, function, count));
    return Optional.empty();
  }

  /** Tasks for which room was made are in the store. */
  public synchronized void stored(Map<FunctionName, Integer> tasks) {
    givenBack(tasks);
    tasks.forEach((function, count) -> add(unfinished, function, count));
  }

  /** Tasks for which room was made do not come. */
  public synchronized void givenBack(Map<FunctionName, Integer> tasks) {
    tasks.forEach((function, count) -> add(reserved, function, -count));
  }

  /** Tasks were written by somebody who has looked for room himself. */
  public synchronized void written(FunctionName function, int tasks) {
    add(unfinished, function, tasks);
  }

  /** A task of the function has ended. */
  public synchronized void ended(FunctionName function) {
    add(unfinished, function, -1);
  }

  /** The store has been looked through. */
  public synchronized void counted(List<Due> all) {
    unfinished.clear();
    all.forEach(due -> add(unfinished, due.function(), due.unfinished()));
  }

  private static void add(Map<FunctionName, Long> counts, FunctionName function, long change) {
    long now = counts.getOrDefault(function, 0L) + change;
    if (now > 0) {
      counts.put(function, now);
    } else {
      counts.remove(function);
    }
  }

  /** How many unfinished tasks a function has, with those that are being stored. */
  public synchronized long of(FunctionName function) {
    return unfinished.getOrDefault(function, 0L) + reserved.getOrDefault(function, 0L);
  }

  /** How many unfinished tasks there are in the store. */
  public synchronized long total() {
    return unfinished.values().stream().mapToLong(Long::longValue).sum();
  }
}
