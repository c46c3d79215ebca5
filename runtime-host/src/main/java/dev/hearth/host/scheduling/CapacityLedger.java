package dev.hearth.host.scheduling;

import dev.hearth.host.registry.Lane;
import java.util.EnumMap;
import java.util.Map;

/**
 * What of the processors and of the memory is promised to running calls, each lane in its own
 * account, so that none holds what another needs. Guarded by its owner's lock.
 *
 * <p>A lane that runs nothing may always run one call, however large: else it never would.
 */
final class CapacityLedger {

  /** What a call needs that never waits, in thousandths. */
  static final int ONE_PROCESSOR = 1_000;

  private final SchedulerConfig.Capacity config;
  private final Map<Lane, Account> accounts = new EnumMap<>(Lane.class);

  CapacityLedger(SchedulerConfig.Capacity config) {
    this.config = config;
    for (Lane lane : Lane.values()) {
      accounts.put(lane, new Account());
    }
  }

  /**
   * What one call holds while it runs.
   *
   * @param demand thousandths of a processor
   * @param bytes memory
   */
  record Hold(Lane lane, int demand, long bytes) {

    /** What it holds when its processor was given up. */
    Hold withoutProcessor() {
      return new Hold(lane, 0, bytes);
    }
  }

  /**
   * What a lane has in use.
   *
   * @param calls that run
   * @param demand thousandths of a processor that they need
   * @param bytes memory that they may take
   */
  record Use(int calls, int demand, long bytes) {}

  private static final class Account {
    int calls;
    int demand;
    long bytes;
  }

  /**
   * Whether one more call may run.
   *
   * @param processors how many processors' worth of calls the host may run at once
   */
  boolean hasRoom(Hold hold, int processors) {
    Account account = account(hold.lane());
    return account.calls == 0
        || (account.demand + hold.demand() <= demandOf(hold.lane(), processors)
            && account.bytes + hold.bytes() <= bytesOf(hold.lane()));
  }

  /** A call begins. */
  void take(Hold hold) {
    Account account = account(hold.lane());
    account.calls++;
    account.demand += hold.demand();
    account.bytes += hold.bytes();
  }

  /** A call has ended. */
  void giveBack(Hold hold) {
    Account account = account(hold.lane());
    account.calls--;
    account.demand -= hold.demand();
    account.bytes -= hold.bytes();
  }

  /** What a lane has in use. */
  Use use(Lane lane) {
    Account account = account(lane);
    return new Use(account.calls, account.demand, account.bytes);
  }

  /** Processors' worth of calls that run in all lanes together, rounded up. */
  int processorsInUse() {
    int demand = 0;
    for (Account account : accounts.values()) {
      demand += account.demand;
    }
    return (demand + ONE_PROCESSOR - 1) / ONE_PROCESSOR;
  }

  /** Thousandths of processors that a lane may use, of so many processors' worth in all. */
  int demandOf(Lane lane, int processors) {
    return Math.max(ONE_PROCESSOR, processors * ONE_PROCESSOR / 100 * config.percentOf(lane));
  }

  /** Memory that the calls of a lane may take. */
  long bytesOf(Lane lane) {
    return (long) (config.bytes() * (config.percentOf(lane) / 100.0));
  }

  private Account account(Lane lane) {
    Account account = accounts.get(lane);
    if (account == null) {
      throw new IllegalStateException("no account for " + lane);
    }
    return account;
  }
}
