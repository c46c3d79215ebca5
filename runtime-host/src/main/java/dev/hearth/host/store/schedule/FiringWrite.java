package dev.hearth.host.store.schedule;

import dev.hearth.host.schedule.Fired;
import dev.hearth.host.schedule.Firing;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.schedule.ScheduleRow.Why;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Fires a schedule as one transaction. What keeps it from firing is looked at before anything is
 * changed; then the schedule goes on, which only one of two hosts can do for one moment, and only
 * that one writes the tasks.
 */
record FiringWrite(Firing firing, TaskRows tasks) implements Write<Fired> {

  @Override
  public Fired apply(Connection connection) throws SQLException {
    boolean overlaps =
        firing.limits().oneAtATime() && tasks.anyUnfinished(connection, firing.id());
    if (overlaps && !firing.runs().isEmpty()) {
      return leaveOut(connection);
    }
    int room = firing.limits().backlog() - firing.runs().size();
    if (!firing.runs().isEmpty()
        && tasks.unfinished(connection, firing.id().function(), room + 1) > room) {
      return Fired.FULL;
    }
    if (!goesOn(connection)) {
      return Fired.SUPERSEDED;
    }
    for (Firing.Run run : firing.runs()) {
      tasks.insert(connection, run);
    }
    if (firing.last().isPresent()) {
      ScheduleTable.fired(connection, firing.id(), firing.last().get());
    }
    Optional<LeftOut> leftOut = firing.step().flatMap(Firing.Step::leftOut);
    if (leftOut.isPresent()) {
      ScheduleTable.leftOut(connection, firing.id(), leftOut.get());
    }
    return Fired.DONE;
  }

  private Fired leaveOut(Connection connection) throws SQLException {
    if (!goesOn(connection)) {
      return Fired.SUPERSEDED;
    }
    if (firing.step().isPresent()) {
      LeftOut leftOut = new LeftOut(firing.step().get().newest(), Why.OVERLAP);
      ScheduleTable.leftOut(connection, firing.id(), leftOut);
    }
    return Fired.OVERLAPS;
  }

  private boolean goesOn(Connection connection) throws SQLException {
    return firing.step().isPresent()
        ? ScheduleTable.step(connection, firing.id(), firing.step().get())
        : ScheduleTable.exists(connection, firing.id());
  }
}
