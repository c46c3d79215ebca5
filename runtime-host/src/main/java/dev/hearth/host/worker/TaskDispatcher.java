package dev.hearth.host.worker;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.queue.durable.Due;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.TaskCancellation;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.RegistryListener;
import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

/**
 * Leases tasks that are due and sees each to its end, on one thread of its own. Any thread may tell
 * it something.
 */
public final class TaskDispatcher implements RegistryListener, TaskCancellation {

  private static final Logger LOG = System.getLogger(TaskDispatcher.class.getName());

  /** How often leases are looked after; far shorter than a third of the shortest. */
  private static final Duration ROUND = Duration.ofSeconds(5);

  private static final int ROUNDS_TO_A_LOOK = 2;
  private static final int TAKEN_OVER_AT_ONCE = 100;
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final TaskStore store;
  private final Backlog backlog;
  private final TimeSource time;
  private final OwnerThread thread;
  private final Rota rota;
  private final Deliveries deliveries;
  private final Map<FunctionName, Instant> announced = new ConcurrentHashMap<>();
  private final AtomicBoolean takingIn = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean leasing;
  private boolean ending;
  private int rounds;
  private volatile Instant earliest = Instant.MAX;

  /**
   * What it works with.
   *
   * @param mostUnderWay tasks of one lane that may be under way together
   * @param draws numbers from 0 (included) to 1 (excluded), for jitter and aliases
   */
  public record Means(
      FunctionRegistry registry,
      InvocationTracer tracer,
      AttemptRunner runner,
      DeliveryListener listener,
      int mostUnderWay,
      TimeSource time,
      DoubleSupplier draws) {}

  /**
   * A dispatcher that does nothing yet.
   *
   * @param thread with one thread, which this dispatcher has for itself
   */
  public TaskDispatcher(
      TaskStore store, Backlog backlog, Means means, ScheduledExecutorService thread) {
    this.store = store;
    this.backlog = backlog;
    this.time = means.time();
    this.thread = new OwnerThread(thread, this::serve);
    this.rota =
        new Rota(means.registry(), means.mostUnderWay(), means.time(), this.thread, this::serve);
    Attempts attempts =
        new Attempts(means.registry(), means.tracer(), means.runner(), means.time(), means.draws());
    this.deliveries =
        new Deliveries(
            store,
            attempts,
            means.runner(),
            rota,
            new Deliveries.Means(
                means.listener(), backlog, means.time(), means.draws(), this.thread));
  }

  /**
   * Takes over what a host that is gone has left, looks what there is, and begins to lease.
   *
   * @return ends when it is known what there is
   */
  public CompletableFuture<Void> begin() {
    return onThread(() -> {
      look(); // before what was left is settled, which is counted as it ends
      takeOver();
      leasing = true;
      serve();
      var _ = thread.after(ROUND, this::round);
    });
  }

  private CompletableFuture<Void> onThread(Runnable event) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        event.run();
        done.complete(null);
      } catch (RuntimeException failed) {
        done.completeExceptionally(failed);
      }
    });
    return done;
  }

  /** A task of the function is in the store, and due then. Returns at once. */
  public void due(FunctionName function, Instant at) {
    announced.merge(function, at, (a, b) -> a.isBefore(b) ? a : b);
    if (takingIn.compareAndSet(false, true)) {
      thread.execute(this::takeIn);
    }
  }

  private void takeIn() {
    takingIn.set(false);
    for (FunctionName function : List.copyOf(announced.keySet())) {
      Instant at = announced.remove(function);
      if (at != null) {
        rota.due(function, at);
      }
    }
    serve();
  }

  @Override
  public void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    FunctionName function = after.or(() -> before).orElseThrow().name();
    thread.execute(() -> {
      rota.changed(function);
      serve();
    });
  }

  @Override
  public boolean cancel(InvocationId id) {
    return deliveries.cancel(id);
  }

  /**
   * Calls a task off, whether it is queued or runs here; a run is asked to end and may take a
   * moment. May block.
   *
   * @return its state afterwards; {@link TaskState#RUNNING} if its run is ending, or runs elsewhere
   *     and goes on; empty if it is not known
   * @throws StoreException when the store cannot do it
   */
  public Optional<TaskState> callOff(InvocationId id) {
    Optional<TaskState> state = store.cancel(id, time.now());
    if (state.equals(Optional.of(TaskState.RUNNING)) && !cancel(id)) {
      state = store.cancel(id, time.now()); // it may have gone back into the queue just now
    }
    if (state.equals(Optional.of(TaskState.CANCELLED))) {
      store.find(id).ifPresent(task -> due(functionOf(task), time.now())); // who waited behind it
    }
    return state;
  }

  private static FunctionName functionOf(TaskRecord task) {
    return task.task().target().function();
  }

  /** Leases for as long as somebody has something to do and there is room. */
  private void serve() {
    Optional<Inbox> next = leasing ? rota.next() : Optional.empty();
    while (next.isPresent()) {
      lease(next.get());
      next = rota.next();
    }
    earliest = rota.earliest();
    if (ending && deliveries.underWay().isEmpty()) {
      ended.complete(null);
    }
  }

  private void lease(Inbox inbox) {
    int room = rota.room(inbox);
    Instant now = time.now();
    Duration leaseFor = rota.leaseFor(inbox);
    try {
      List<LeasedTask> leased = store.lease(inbox.function, room, now, leaseFor);
      rota.went(inbox, leased.size());
      leased.forEach(task -> deliveries.begin(task, inbox, now, leaseFor));
      if (leased.size() < room) {
        inbox.nextDue = next(inbox, now);
      }
      rota.refresh(inbox);
    } catch (StoreException failed) {
      LOG.log(Level.WARNING, "tasks of {0} cannot be leased: {1}", inbox.function, failed);
      rota.pause(inbox, STORE_PAUSE);
    }
  }

  /** What is due and was not leased has to wait for another: it is looked at again soon. */
  private Instant next(Inbox inbox, Instant now) {
    Instant due = store.earliest(inbox.function);
    return due.isAfter(now) ? due : now.plus(STORE_PAUSE);
  }

  private void round() {
    try {
      deliveries.extendLeases();
      if (leasing && ++rounds % ROUNDS_TO_A_LOOK == 0) {
        look();
        takeOver();
        serve();
      }
    } catch (StoreException failed) {
      LOG.log(Level.WARNING, "the store does not answer the worker: {0}", failed);
    } finally {
      var _ = thread.after(ROUND, this::round);
    }
  }

  private void takeOver() {
    List<LeasedTask> left;
    do {
      Instant now = time.now();
      left = store.takeOver(TAKEN_OVER_AT_ONCE, now, Attempts.LONGEST_LEASE);
      for (LeasedTask task : left) {
        Inbox inbox = rota.inbox(task.task().target().function());
        deliveries.takenOver(task, inbox, now, Attempts.LONGEST_LEASE);
      }
    } while (left.size() == TAKEN_OVER_AT_ONCE);
  }

  private void look() {
    List<Due> all = store.due();
    backlog.counted(all);
    all.forEach(due -> rota.due(due.function(), due.earliest()));
  }

  /** Looks in the store again, for what was changed there by others. Returns at once. */
  public void lookAgain() {
    thread.execute(() -> {
      look();
      serve();
    });
  }

  /** Leases nothing from now on; ends when everything that was leased is on its way. */
  public CompletableFuture<Void> stopLeasing() {
    return onThread(() -> leasing = false);
  }

  /**
   * Leases nothing and ends what still runs; a task whose function had its input is then settled as
   * if the host were gone.
   *
   * @return ends when everything is settled
   */
  public CompletableFuture<Void> end() {
    thread.execute(() -> {
      leasing = false;
      ending = true;
      deliveries.drain();
      serve();
    });
    return ended;
  }

  /** How many tasks are under way. */
  public int underWay() {
    return deliveries.underWay().size();
  }

  /** How long the task that is due longest has waited, as far as is known; zero if none is. */
  public Duration oldestWait() {
    Instant since = earliest;
    Instant now = time.now();
    return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
  }
}
