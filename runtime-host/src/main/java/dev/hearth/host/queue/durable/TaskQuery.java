package dev.hearth.host.queue.durable;

import java.util.Set;

/**
 * Which tasks are wanted, the newest first.
 *
 * @param function empty for all
 * @param states none for all
 * @param before only tasks whose id is smaller than this one, for the next page; empty for the
 *     first
 * @param limit how many at most
 */
public record TaskQuery(String function, Set<TaskState> states, String before, int limit) {
  public TaskQuery {
    states = Set.copyOf(states);
  }
}
