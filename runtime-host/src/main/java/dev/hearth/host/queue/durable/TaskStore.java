package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.FunctionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where tasks are kept: the seam that each store driver implements, which passes {@code
 * TaskStoreContractTest}. Every change is durable when its method returns or its future ends; what
 * a future runs must not block. Any thread may use it. Every method, and every future, may fail
 * with a {@code StoreException}: nothing has changed then.
 */
public interface TaskStore {

  /**
   * Takes in what has arrived, in one transaction; the moment is that at which the host took in its
   * first task, or its event. Never {@link Acceptance.Refused}.
   */
  CompletableFuture<Acceptance> accept(Arrival arrival);

  /** What waits, by function, also for functions that are gone. */
  List<Due> due();

  /**
   * Leases tasks of a function that are due, those that were due first first. Of those with an
   * order key only the first that is unfinished, and not while one of them runs. None whose time is
   * over: {@link #expire} ends those.
   *
   * @param most at least 1
   * @param leaseFor longer than a run may take
   */
  List<LeasedTask> lease(FunctionName function, int most, Instant now, Duration leaseFor);

  /**
   * When the next queued task of a function is due, of those with an order key only the one whose
   * turn it is; {@link Instant#MAX} if there is none.
   */
  Instant earliest(FunctionName function);

  /** Makes a lease longer; false if it is over or was taken over. */
  boolean extend(Lease lease, Instant until);

  /**
   * Says how the run of a leased task went.
   *
   * @return whether the lease was still good; if not, nothing has changed
   */
  CompletableFuture<Boolean> settle(Lease lease, Settlement settlement, Instant now);

  /**
   * Leases anew, to this host, what was leased to hosts that are gone: those whose leases are over,
   * and, where no two hosts share the store, all that this process has not leased itself. Their
   * attempts stay as they were.
   *
   * @param most at least 1
   */
  List<LeasedTask> takeOver(int most, Instant now, Duration leaseFor);

  /** Ends queued tasks whose time is over, at most so many; gives those that it has ended. */
  List<InvocationId> expire(int most, Instant now);

  /** A task, while it is remembered. */
  Optional<TaskRecord> find(InvocationId id);

  /** Tasks, the newest first. */
  List<TaskRecord> list(TaskQuery query);

  /**
   * Calls off a task that is queued.
   *
   * @return its state afterwards; {@link TaskState#RUNNING} if it runs, then nothing has changed;
   *     empty if it is not known
   */
  Optional<TaskState> cancel(InvocationId id, Instant now);

  /**
   * Queues a task that has failed or expired once more, with its attempts and its age counted from
   * now.
   *
   * @param qualifier which version of its function; empty for the active one
   * @param expiresAt after this no attempt begins
   * @return whether it was a dead letter
   */
  boolean redrive(InvocationId id, String qualifier, Instant now, Instant expiresAt);

  /**
   * Forgets the input of a dead letter, which is a failed task then, with an {@code Input.Http} in
   * which nothing is; whether it was one.
   */
  boolean purge(InvocationId id, Instant now);

  /**
   * Forgets what is old: ended tasks but dead letters, events that no task needs, keys.
   *
   * @param endedBefore tasks that ended before this
   * @param most at most so many tasks, so that nobody waits long
   * @return how many tasks were forgotten
   */
  int forget(Instant endedBefore, Instant now, int most);
}
