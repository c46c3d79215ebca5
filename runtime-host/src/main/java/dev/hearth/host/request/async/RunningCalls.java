package dev.hearth.host.request.async;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskCancellation;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that run here and whose callers wait. Any thread may use it. */
final class RunningCalls implements TaskCancellation {

  private final ConcurrentHashMap<InvocationId, KeyedCall> calls = new ConcurrentHashMap<>();

  /** A call begins. */
  void add(InvocationId id, KeyedCall call) {
    calls.put(id, call);
  }

  /** It has ended, and that is durable; whether it was there. */
  boolean remove(InvocationId id) {
    return calls.remove(id) != null;
  }

  /** Whether it has begun and its end is not durable. */
  boolean has(InvocationId id) {
    return calls.containsKey(id);
  }

  /** How many there are. */
  int count() {
    return calls.size();
  }

  @Override
  public boolean cancel(InvocationId id) {
    KeyedCall call = calls.get(id);
    if (call == null) {
      return false;
    }
    call.callOff();
    return true;
  }
}
