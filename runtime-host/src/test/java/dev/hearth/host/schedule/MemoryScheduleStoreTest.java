package dev.hearth.host.schedule;

import dev.hearth.host.invocation.InvocationId;

class MemoryScheduleStoreTest extends ScheduleStoreContract {

  private final MemoryScheduleStore store = new MemoryScheduleStore();

  @Override
  protected ScheduleStore store() {
    return store;
  }

  @Override
  protected boolean isQueued(InvocationId id) {
    return store.tasks().stream().anyMatch(task -> task.id().equals(id));
  }

  @Override
  protected void finishAll() {
    store.finishAll();
  }
}
