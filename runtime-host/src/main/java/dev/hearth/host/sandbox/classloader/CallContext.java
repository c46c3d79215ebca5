package dev.hearth.host.sandbox.classloader;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.classloader.binding.OutgoingCall;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.metering.CallMeter;
import dev.hearth.host.sandbox.classloader.stop.Interrupts;
import dev.hearth.host.sandbox.classloader.stop.StackText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What one call knows of itself. Threads of the function may share it; the work after the response
 * is guarded by itself.
 */
final class CallContext implements Context {

  private final Invocation invocation;
  private final InvocationLog log;
  private final Instant deadline;
  private final InstantSource clock;
  private final TempDirectory temp;
  private final FunctionCalls calls;
  private final FunctionSecrets secrets;
  private final Queue<Runnable> afterResponse = new ArrayDeque<>(0);
  private final Assignment assignment;
  private final CallMeter meter;
  private final Interrupts interrupts = new Interrupts();
  private boolean ended;
  private volatile boolean doomed;

  /** Begins the call, on the thread that serves it. */
  CallContext(
      Assignment assignment,
      CallMeter meter,
      InstantSource clock,
      TempDirectory temp,
      FunctionCalls calls,
      FunctionSecrets secrets) {
    this.assignment = assignment;
    this.meter = meter;
    this.invocation = assignment.invocation();
    this.log = assignment.log();
    this.deadline = assignment.begin(meter);
    this.calls = calls;
    this.secrets = secrets;
    this.clock = clock;
    this.temp = temp;
  }

  @Override
  public String invocationId() {
    return invocation.id().value();
  }

  @Override
  public String functionName() {
    return invocation.version().id().function().value();
  }

  @Override
  public int functionVersion() {
    return invocation.version().id().number();
  }

  @Override
  public int attempt() {
    return invocation.attempt();
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public Map<String, String> env() {
    return invocation.version().spec().env();
  }

  @Override
  public byte[] secretBytes(String name) {
    return secrets.value(invocation.version(), name);
  }

  @Override
  public Path tempDirectory() {
    return temp.path();
  }

  @Override
  public System.Logger logger() {
    return new InvocationLogger(functionName(), log);
  }

  @Override
  public String traceparent() {
    return invocation.trace().header();
  }

  @Override
  public Optional<String> tracestate() {
    return Optional.of(invocation.trace().tracestate()).filter(state -> !state.isEmpty());
  }

  @Override
  public void afterResponse(Runnable work) {
    synchronized (afterResponse) {
      refuseIfEnded();
      afterResponse.add(work);
    }
  }

  @Override
  public HttpResponse invoke(String function, HttpRequest request) {
    synchronized (afterResponse) {
      refuseIfEnded();
    }
    return new OutgoingCall(calls, invocation, deadline).perform(function, request);
  }

  @Override
  public String emit(Event event) {
    synchronized (afterResponse) {
      refuseIfEnded();
    }
    return new OutgoingCall(calls, invocation, deadline).emit(event);
  }

  private void refuseIfEnded() {
    if (ended) {
      throw new IllegalStateException("the call " + invocation.id() + " has ended");
    }
  }

  /** The next piece of work after the response; when there is none, the call takes no more. */
  Optional<Runnable> nextAfterResponse() {
    synchronized (afterResponse) {
      ended = afterResponse.isEmpty();
      return Optional.ofNullable(afterResponse.poll());
    }
  }

  InvocationLog log() {
    return log;
  }

  CallMeter meter() {
    return meter;
  }

  Interrupts interrupts() {
    return interrupts;
  }

  boolean isOf(Assignment other) {
    return assignment.equals(other);
  }

  boolean isServedBy(Thread thread) {
    return meter.isServedBy(thread);
  }

  /** The call has been ended: whatever runs for it must stop. */
  void doom() {
    doomed = true;
  }

  boolean isDoomed() {
    return doomed;
  }

  /** The call has passed a limit of the instance. */
  void exceeded(Excess excess) {
    assignment.exceeded(excess, "");
  }

  /**
   * A thread of the call is about to allocate so many bytes at once.
   *
   * @throws Kill if that is more than its budget has left
   */
  void allocating(long bytes) {
    ByteSize limit = invocation.version().spec().budget().memory();
    if (bytes > limit.bytes() - meter.allocatedBytes()) {
      assignment.exceeded(AllocationLimit.excess(bytes, limit), StackText.ofRunningThread());
      throw new Kill("the memory budget of the call is spent");
    }
  }
}
