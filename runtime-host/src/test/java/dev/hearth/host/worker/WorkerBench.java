package dev.hearth.host.worker;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.validation.CallValidator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A worker whose thread, clock and calls do what the test says. Used by one thread. */
final class WorkerBench implements AutoCloseable {

  static final int MAX_BACKLOG = 1_000;
  static final int MAX_UNDER_WAY = 50;

  final ManualTime time = new ManualTime();
  final ManualExecutor thread = new ManualExecutor(time);
  final Tasks tasks = new Tasks(ManualTime.START);
  final MemoryTaskStore store;
  final FunctionRegistry registry = new FunctionRegistry(new NoCatalogue());
  final List<Call> started = new ArrayList<>();
  final List<CallValidator.Head> asked = new ArrayList<>();
  final List<String> heard = new ArrayList<>();
  final Backlog backlog = new Backlog();
  final TaskDispatcher dispatcher;
  final BackgroundQueue queue;

  /** Why calls are refused from now on. */
  Function<CallValidator.Head, Optional<Outcome.Failed>> refusal = _ -> Optional.empty();

  /** The draw of the next jitter. */
  double draw = 0.5;

  WorkerBench() {
    this(new MemoryTaskStore());
  }

  /** A worker of a host that finds these tasks at its start. */
  WorkerBench(MemoryTaskStore store) {
    this(store, MAX_UNDER_WAY);
  }

  WorkerBench(MemoryTaskStore store, int maxUnderWay) {
    this.store = store;
    this.dispatcher =
        new TaskDispatcher(
            store,
            backlog,
            new TaskDispatcher.Means(
                registry,
                (_, _, _, headers) ->
                    new TraceParent(
                        headers.getFirst().value().substring(3, 35), "b".repeat(16), true, ""),
                new Runner(),
                new Heard(),
                maxUnderWay,
                time.source(),
                () -> draw),
            thread);
    this.queue = new BackgroundQueue(store, registry, backlog, MAX_BACKLOG, dispatcher::due);
    registry.addListener(dispatcher);
  }

  private final class Runner implements AttemptRunner {
    @Override
    public Optional<Outcome.Failed> refuse(CallValidator.Head head) {
      asked.add(head);
      return refusal.apply(head);
    }

    @Override
    public Call run(Invocation invocation, Consumer<InvocationRecord> ended) {
      Call call = new Call(invocation, time.source(), ended);
      started.add(call);
      return call;
    }
  }

  private final class Heard implements DeliveryListener {
    @Override
    public void attempted(FunctionName function) {
      heard.add(function + " attempted");
    }

    @Override
    public void settled(FunctionName function, Settlement settlement) {
      heard.add(function + " " + settlement.getClass().getSimpleName());
    }

    @Override
    public void expired(FunctionName function) {
      heard.add(function + " expired while queued");
    }
  }

  private static final class NoCatalogue implements Catalogue {
    @Override
    public List<DeployedFunction> load() {
      return List.of();
    }

    @Override
    public void commit(CatalogueChange change) {
      // What is deployed in a test need not outlive it.
    }
  }

  WorkerBench begin() {
    var begun = dispatcher.begin();
    thread.runDue();
    begun.join();
    return this;
  }

  void deploy(BackgroundVersions version) {
    registry.apply(new CatalogueChange.VersionDeployed(version.version()));
    thread.runDue();
  }

  void enable(String function, boolean enabled) {
    registry.apply(new CatalogueChange.EnabledSet(new FunctionName(function), enabled));
    thread.runDue();
  }

  void delete(String function) {
    registry.apply(new CatalogueChange.FunctionDeleted(new FunctionName(function)));
    thread.runDue();
  }

  /** Brings a task in, which is accepted. */
  InvocationId accept(NewTask task) {
    Acceptance acceptance = queue.accept(Arrival.of(task)).join();
    if (!(acceptance instanceof Acceptance.Accepted)) {
      throw new AssertionError("not accepted: " + acceptance);
    }
    thread.runDue();
    return task.id();
  }

  InvocationId accept(String function) {
    return accept(tasks.call(function));
  }

  void pass(Duration duration) {
    time.advance(duration);
    thread.runDue();
  }

  /** The calls that have begun and not ended. */
  List<Call> running() {
    return started.stream().filter(call -> !call.hasEnded()).toList();
  }

  Call runningOf(InvocationId id) {
    return running().stream()
        .filter(call -> call.invocation().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The function begins to work on a call and answers. */
  void answer(Call call, int status) {
    call.placed();
    call.runs();
    end(call, new Outcome.Answered(status, List.of(), Payload.utf8("done")));
  }

  void end(Call call, Outcome outcome) {
    call.end(outcome, Usage.NONE);
    thread.runDue();
  }

  /** The function begins to work on a call and fails. */
  void fail(Call call, Reason reason) {
    call.placed();
    call.runs();
    end(call, new Outcome.Failed(reason, "it went wrong"));
  }

  /** A call is turned away before the function had it. */
  void turnAway(Call call, Reason reason) {
    end(call, new Outcome.Failed(reason, "not now"));
  }

  void answerAll() {
    while (!running().isEmpty()) {
      answer(running().getFirst(), 200);
    }
  }

  TaskRecord find(InvocationId id) {
    return store.find(id).orElseThrow();
  }

  TaskState state(InvocationId id) {
    return find(id).state();
  }

  static Outcome ok() {
    return Calls.ok();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
