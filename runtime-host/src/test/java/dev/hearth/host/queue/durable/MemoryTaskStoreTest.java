package dev.hearth.host.queue.durable;

import dev.hearth.host.fixture.MemoryTaskStore;

/** The store that other tests use keeps the promises of the real ones. */
class MemoryTaskStoreTest extends TaskStoreContractTest {

  private final MemoryTaskStore memory = new MemoryTaskStore();

  @Override
  protected TaskStore open() {
    return memory;
  }

  @Override
  protected TaskStore reopen() {
    return memory.restarted();
  }

  @Override
  protected void close() {
    // It holds nothing.
  }
}
