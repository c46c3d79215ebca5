package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.Due;
import dev.hearth.host.queue.durable.Lease;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The tasks of one SQLite file. Safe for all threads, but for that on which its futures end: that
 * one must not call what waits.
 */
public final class SqliteTaskStore implements TaskStore {

  private final Database database;
  private final Leases leases = new Leases();

  /** The tasks in {@code database}, which has its tables. */
  public SqliteTaskStore(Database database) {
    this.database = database;
  }

  @Override
  public CompletableFuture<Acceptance> accept(Arrival arrival) {
    return database.submit(new AcceptWrite(arrival, leases));
  }

  @Override
  public List<Due> due() {
    return database.read(TaskReader::due);
  }

  @Override
  public List<LeasedTask> lease(FunctionName function, int most, Instant now, Duration leaseFor) {
    return database.write(leases.lease(function, most, now, leaseFor));
  }

  @Override
  public Instant earliest(FunctionName function) {
    return database.read(connection -> TaskReader.earliest(connection, function));
  }

  @Override
  public boolean extend(Lease lease, Instant until) {
    return database.write(Leases.extend(lease, until));
  }

  @Override
  public CompletableFuture<Boolean> settle(Lease lease, Settlement settlement, Instant now) {
    return database.submit(new SettleWrite(lease, settlement, now));
  }

  @Override
  public List<LeasedTask> takeOver(int most, Instant now, Duration leaseFor) {
    return database.write(leases.takeOver(most, now, leaseFor));
  }

  @Override
  public List<InvocationId> expire(int most, Instant now) {
    return database.write(Upkeep.expire(most, now));
  }

  @Override
  public Optional<TaskRecord> find(InvocationId id) {
    return database.read(connection -> TaskReader.find(connection, id));
  }

  @Override
  public List<TaskRecord> list(TaskQuery query) {
    return database.read(connection -> TaskReader.list(connection, query));
  }

  @Override
  public Optional<TaskState> cancel(InvocationId id, Instant now) {
    return database.write(Upkeep.cancel(id, now));
  }

  @Override
  public boolean redrive(InvocationId id, String qualifier, Instant now, Instant expiresAt) {
    return database.write(Upkeep.redrive(id, qualifier, now, expiresAt));
  }

  @Override
  public boolean purge(InvocationId id, Instant now) {
    return database.write(Upkeep.purge(id, now));
  }

  @Override
  public int forget(Instant endedBefore, Instant now, int most) {
    return database.write(Upkeep.forget(endedBefore, now, most));
  }
}
