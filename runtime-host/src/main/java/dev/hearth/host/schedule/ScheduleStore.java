package dev.hearth.host.schedule;

import dev.hearth.host.registry.FunctionName;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where schedules are kept: the seam that each store driver implements. Every change is durable
 * when its method returns or its future ends. Any thread may use it. Every method, and every
 * future, may fail with a {@code StoreException}: nothing has changed then.
 */
public interface ScheduleStore {

  /** All schedules, by function and name. */
  List<ScheduleRow> all();

  /** The schedules of a function, by name. */
  List<ScheduleRow> of(FunctionName function);

  /**
   * Brings the schedules of a function in line with its manifest, in one transaction. What is put
   * changes {@link ScheduleRow#moments} and {@link ScheduleRow#next} only, and nothing if another
   * host has put the same moments before: two hosts never undo each other's steps.
   *
   * @param put schedules that are new or have changed
   * @param removed schedules that are gone
   * @return the schedules of the function afterwards, by name
   */
  List<ScheduleRow> settle(
      FunctionName function, Collection<ScheduleRow> put, Collection<ScheduleId> removed);

  /**
   * Writes the tasks of a moment and lets the schedule go on, in one transaction: a moment is fired
   * once, however many hosts try.
   *
   * @return ends on a thread that must not be held up
   */
  CompletableFuture<Fired> fire(Firing firing);

  /**
   * Stops a schedule, or lets it go on from the moment at which {@link #settle} puts it anew.
   *
   * @return whether there is such a schedule
   */
  boolean pause(ScheduleId id, boolean paused);
}
