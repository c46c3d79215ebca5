package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.Happened;
import dev.hearth.host.queue.durable.Lease;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes in an arrival. */
record AcceptWrite(Arrival arrival, Leases leases) implements Write<Acceptance> {

  @Override
  public Acceptance apply(Connection connection) throws SQLException {
    List<InvocationId> ids = arrival.tasks().stream().map(NewTask::id).toList();
    if (arrival.once().isPresent()) {
      Optional<OnceTable.Used> used = OnceTable.find(connection, arrival.once().get(), moment());
      if (used.isPresent()) {
        return used.get().payload().equals(arrival.once().get().payload())
            ? new Acceptance.Repeated(used.get().tasks(), used.get().event())
            : new Acceptance.Mismatched(used.get().tasks());
      }
      String happened = arrival.event().map(Happened::id).orElse("");
      OnceTable.insert(connection, arrival.once().get(), ids, happened);
    }
    String event = keepEvent(connection);
    for (NewTask task : arrival.tasks()) {
      TaskTable.insert(connection, task, event);
    }
    return new Acceptance.Accepted(ids, lease(connection, ids));
  }

  private Instant moment() {
    return arrival.tasks().isEmpty()
        ? arrival.event().map(Happened::acceptedAt).orElse(Instant.MIN)
        : arrival.tasks().getFirst().terms().acceptedAt();
  }

  /**
   * An event that nobody wants is not kept: its key is, so that it is known when it comes again.
   */
  private String keepEvent(Connection connection) throws SQLException {
    if (arrival.event().isEmpty() || arrival.tasks().isEmpty()) {
      return "";
    }
    Happened happened = arrival.event().get();
    EventTable.insert(
        connection, happened.id(), happened.event(), Payload.wrap(happened.event().data()));
    return happened.id();
  }

  private List<Lease> lease(Connection connection, List<InvocationId> ids) throws SQLException {
    List<Lease> granted = new ArrayList<>();
    if (arrival.leasedUntil().isPresent()) {
      for (InvocationId id : ids) {
        leases.grant(connection, id, moment(), arrival.leasedUntil().get());
        granted.add(new Lease(id, 1));
      }
    }
    return granted;
  }

  @Override
  public long bytes() {
    return arrival.tasks().stream().mapToLong(task -> task.input().body().size()).sum();
  }
}
