package dev.hearth.host;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.schedule.FiringMaker;
import dev.hearth.host.schedule.ScheduleDesk;
import dev.hearth.host.schedule.ScheduleRunner;
import dev.hearth.host.schedule.ScheduleStore;
import dev.hearth.host.schedule.WorkSignal;
import dev.hearth.host.worker.BackgroundQueue;

/**
 * The schedules of a host: what fires them, and what people see of them. Begun and closed by the
 * thread that starts and stops the host.
 */
record Schedules(ScheduleRunner runner, ScheduleDesk desk) implements AutoCloseable {

  /**
   * Fires nothing until it is begun.
   *
   * @param hostsBacklog tasks that may wait for a function whose manifest says nothing
   * @param queue hears of the tasks that are written
   */
  static Schedules open(
      Core core, InvocationId.Source ids, int hostsBacklog, BackgroundQueue queue) {
    ScheduleStore store = core.store().schedules();
    FiringMaker maker = new FiringMaker(ids, hostsBacklog);
    WorkSignal signal = (function, tasks) -> queue.written(function, tasks, core.time().now());
    ScheduleRunner runner = new ScheduleRunner(core.registry(), store, maker, signal, core.time());
    ScheduleDesk desk =
        new ScheduleDesk(
            core.registry(),
            new ScheduleDesk.Means(
                store, maker, signal, core.store().tasks()::find, runner::changed),
            core.time());
    return new Schedules(runner, desk);
  }

  /** Fires from now on. */
  void begin() {
    runner.begin();
  }

  @Override
  public void close() {
    runner.close();
  }
}
