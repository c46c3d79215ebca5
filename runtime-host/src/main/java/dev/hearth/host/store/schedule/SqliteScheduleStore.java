package dev.hearth.host.store.schedule;

import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.schedule.Fired;
import dev.hearth.host.schedule.Firing;
import dev.hearth.host.schedule.ScheduleId;
import dev.hearth.host.schedule.ScheduleRow;
import dev.hearth.host.schedule.ScheduleStore;
import dev.hearth.host.store.sql.Database;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Schedules in the embedded store. Safe for all threads. */
public final class SqliteScheduleStore implements ScheduleStore {

  private final Database database;

  /** In a database that is open, beside its tasks. */
  public SqliteScheduleStore(Database database) {
    this.database = database;
  }

  @Override
  public List<ScheduleRow> all() {
    return database.read(ScheduleTable::all);
  }

  @Override
  public List<ScheduleRow> of(FunctionName function) {
    return database.read(connection -> ScheduleTable.of(connection, function));
  }

  @Override
  public List<ScheduleRow> settle(
      FunctionName function, Collection<ScheduleRow> put, Collection<ScheduleId> removed) {
    return database.write(connection -> {
      for (ScheduleId id : removed) {
        ScheduleTable.remove(connection, id);
      }
      for (ScheduleRow row : put) {
        ScheduleTable.put(connection, row);
      }
      return ScheduleTable.of(connection, function);
    });
  }

  @Override
  public CompletableFuture<Fired> fire(Firing firing) {
    return database.submit(new FiringWrite(firing));
  }

  @Override
  public boolean pause(ScheduleId id, boolean paused) {
    return database.write(connection -> ScheduleTable.pause(connection, id, paused));
  }
}
