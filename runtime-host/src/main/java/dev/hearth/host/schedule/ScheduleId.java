package dev.hearth.host.schedule;

import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.registry.FunctionName;

/** One schedule of one function. */
public record ScheduleId(FunctionName function, String name) {

  /** Where the tasks of this schedule come from. */
  public Origin origin() {
    return new Origin(Origin.Kind.SCHEDULE, toString());
  }

  @Override
  public String toString() {
    return function + "/" + name;
  }
}
