package dev.hearth.host.worker;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Takes tasks in while their functions' backlogs have room, and tells who runs them. Any thread may
 * use it. Room is made before anything is stored, so what was accepted is never dropped for want of
 * it.
 */
public final class BackgroundQueue implements TaskQueue {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final TaskStore store;
  private final FunctionRegistry registry;
  private final Backlog backlog;
  private final int hostsLimit;
  private final BiConsumer<FunctionName, Instant> announce;

  /**
   * A queue before a store.
   *
   * @param hostsLimit tasks that may wait for a function whose manifest says nothing
   * @param announce hears which function has a task, and from when on it is due; must not block
   */
  public BackgroundQueue(
      TaskStore store,
      FunctionRegistry registry,
      Backlog backlog,
      int hostsLimit,
      BiConsumer<FunctionName, Instant> announce) {
    this.store = store;
    this.registry = registry;
    this.backlog = backlog;
    this.hostsLimit = hostsLimit;
    this.announce = announce;
  }

  /**
   * {@inheritDoc}
   *
   * <p>What arrives as leased is run at once by whoever brings it, and waits in no backlog.
   */
  @Override
  public CompletableFuture<Acceptance> accept(Arrival arrival) {
    if (arrival.leasedUntil().isPresent()) {
      return store(arrival);
    }
    Map<FunctionName, Integer> wanted = counts(arrival);
    return backlog
        .reserve(wanted, this::limitOf)
        .map(full -> CompletableFuture.<Acceptance>completedFuture(refused(full)))
        .orElseGet(() ->
            store(arrival).whenComplete((acceptance, _) -> conclude(arrival, wanted, acceptance)));
  }

  private CompletableFuture<Acceptance> store(Arrival arrival) {
    try {
      return store.accept(arrival);
    } catch (StoreException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private void conclude(Arrival arrival, Map<FunctionName, Integer> wanted, Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted) {
      backlog.stored(wanted);
      arrival
          .tasks()
          .forEach(task -> announce.accept(task.target().function(), task.terms().dueAt()));
    } else {
      backlog.givenBack(wanted);
    }
  }

  private static Map<FunctionName, Integer> counts(Arrival arrival) {
    Map<FunctionName, Integer> counts = new HashMap<>();
    for (NewTask task : arrival.tasks()) {
      counts.merge(task.target().function(), 1, Integer::sum);
    }
    return counts;
  }

  private int limitOf(FunctionName function) {
    return registry
        .find(function)
        .map(found -> found.active().spec().background().backlogOr(hostsLimit))
        .orElse(hostsLimit);
  }

  private static Acceptance refused(Backlog.Full full) {
    return new Acceptance.Refused(
        new Outcome.Failed(
            Reason.THROTTLED,
            "as many tasks of "
                + full.function()
                + " are unfinished as may be: "
                + full.limit()
                + "; backlog in its manifest, or the setting tasks.max-backlog, sets the limit, and"
                + " concurrency.max how many of them run at once",
            TRY_AGAIN,
            ThrownError.NONE));
  }
}
