package dev.hearth.host.monitoring.history;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A part of an answer, the newest first.
 *
 * @param items may be fewer than asked for although more follow
 * @param next where to go on: all that is wanted at this position or above has been told; empty if
 *     nothing follows
 */
public record HistoryPage<T>(List<T> items, OptionalLong next) {

  public HistoryPage {
    items = List.copyOf(items);
  }

  /** Nothing, and nothing follows. */
  public static <T> HistoryPage<T> empty() {
    return new HistoryPage<>(List.of(), OptionalLong.empty());
  }

  /**
   * The first {@code limit} of what was found.
   *
   * @param found the newest first, one more than {@code limit} if there are so many
   * @param rest where the search was broken off, if it was
   */
  public static <T> HistoryPage<T> of(
      List<T> found, int limit, OptionalLong rest, ToLongFunction<T> position) {
    if (found.size() <= limit) {
      return new HistoryPage<>(found, rest);
    }
    List<T> items = found.subList(0, limit);
    return new HistoryPage<>(items, OptionalLong.of(position.applyAsLong(items.getLast())));
  }

  /**
   * One page of this, which is older, and of what is in memory, without doubles.
   *
   * @param memory in any order, doubles allowed; the newest {@code limit + 1} at least, if there
   *     are so many
   */
  HistoryPage<T> with(List<T> memory, int limit, ToLongFunction<T> position) {
    TreeMap<Long, T> all = new TreeMap<>();
    items.forEach(item -> all.put(position.applyAsLong(item), item));
    memory.forEach(item -> all.putIfAbsent(position.applyAsLong(item), item));
    List<T> found = new ArrayList<>(all.tailMap(next.orElse(0), true).descendingMap().values());
    return of(found, limit, next, position);
  }
}
