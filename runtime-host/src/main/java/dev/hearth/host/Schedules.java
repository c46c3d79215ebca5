package dev.hearth.host;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationIds;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.schedule.FiringMaker;
import dev.hearth.host.schedule.ScheduleDesk;
import dev.hearth.host.schedule.ScheduleRunner;
import dev.hearth.host.schedule.ScheduleStore;
import dev.hearth.host.schedule.WorkSignal;
import java.util.Optional;
import java.util.function.Function;

/** The schedules of a host: what fires them, and what people see of them. */
record Schedules(ScheduleRunner runner, ScheduleDesk desk) implements AutoCloseable {

  /**
   * What it works with.
   *
   * @param hostsBacklog tasks that may wait for a function whose manifest says nothing
   * @param tasks finds a task
   */
  record Means(
      ScheduleStore store,
      InvocationIds ids,
      int hostsBacklog,
      WorkSignal signal,
      Function<InvocationId, Optional<TaskRecord>> tasks) {}

  /** Fires nothing until it is begun. */
  static Schedules open(FunctionRegistry registry, Means means, TimeSource time) {
    FiringMaker maker = new FiringMaker(means.ids(), means.hostsBacklog());
    ScheduleRunner runner =
        new ScheduleRunner(registry, means.store(), maker, means.signal(), time);
    ScheduleDesk desk =
        new ScheduleDesk(
            registry,
            new ScheduleDesk.Means(
                means.store(), maker, means.signal(), means.tasks(), runner::changed),
            time);
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
