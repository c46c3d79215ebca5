package dev.hearth.host.request.async;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A store that tells of each task that ends, once that is durable. Any thread may use it. */
public final class WatchedTaskStore implements TaskStore {

  private final TaskStore store;
  private final TaskEndings endings;

  /** Does what {@code store} does. */
  public WatchedTaskStore(TaskStore store, TaskEndings endings) {
    this.store = store;
    this.endings = endings;
  }

  @Override
  public CompletableFuture<Acceptance> accept(Arrival arrival) {
    return store.accept(arrival);
  }

  @Override
  public List<Due> due() {
    return store.due();
  }

  @Override
  public List<LeasedTask> lease(FunctionName function, int most, Instant now, Duration leaseFor) {
    return store.lease(function, most, now, leaseFor);
  }

  @Override
  public Instant earliest(FunctionName function) {
    return store.earliest(function);
  }

  @Override
  public boolean extend(Lease lease, Instant until) {
    return store.extend(lease, until);
  }

  @Override
  public CompletableFuture<Boolean> settle(Lease lease, Settlement settlement, Instant now) {
    return store
        .settle(lease, settlement, now)
        .thenApply(settled -> {
          if (settled && !(settlement instanceof Settlement.Again)) {
            endings.ended(lease.id());
          }
          return settled;
        });
  }

  @Override
  public List<LeasedTask> takeOver(int most, Instant now, Duration leaseFor) {
    return store.takeOver(most, now, leaseFor);
  }

  @Override
  public List<InvocationId> expire(int most, Instant now) {
    List<InvocationId> expired = store.expire(most, now);
    expired.forEach(endings::ended);
    return expired;
  }

  @Override
  public Optional<TaskRecord> find(InvocationId id) {
    return store.find(id);
  }

  @Override
  public List<TaskRecord> list(TaskQuery query) {
    return store.list(query);
  }

  @Override
  public Optional<TaskState> cancel(InvocationId id, Instant now) {
    Optional<TaskState> state = store.cancel(id, now);
    if (state.isPresent() && state.get().isFinal()) {
      endings.ended(id);
    }
    return state;
  }

  @Override
  public boolean redrive(InvocationId id, String qualifier, Instant now, Instant expiresAt) {
    return store.redrive(id, qualifier, now, expiresAt);
  }

  @Override
  public boolean purge(InvocationId id, Instant now) {
    return store.purge(id, now);
  }

  @Override
  public int forget(Instant endedBefore, Instant now, int most) {
    return store.forget(endedBefore, now, most);
  }
}
