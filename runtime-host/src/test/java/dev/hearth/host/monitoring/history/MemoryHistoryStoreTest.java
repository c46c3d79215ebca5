package dev.hearth.host.monitoring.history;

import dev.hearth.host.fixture.MemoryHistoryStore;

/** The store that stands in for a database in tests keeps the contract too. */
class MemoryHistoryStoreTest extends HistoryStoreContract {

  @Override
  protected Opened open() {
    return new Opened(new MemoryHistoryStore(), () -> {});
  }
}
