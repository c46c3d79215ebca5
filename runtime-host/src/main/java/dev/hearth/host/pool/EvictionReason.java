package dev.hearth.host.pool;

/** Why an instance left the pool. */
public enum EvictionReason {
  /** No call for its keep-alive. */
  IDLE,
  /** Idle when memory or room was needed for others. */
  PRESSURE,
  /** Its version no longer takes the calls, or is gone. */
  RETIRED,
  /** A call in it did not end in time, or ended it. */
  CONDEMNED,
  /** The heap was nearly full, and it had allocated most. */
  MEMORY,
  /** It served no call, and its threads worked on all the same. */
  RESTLESS,
  /** It did not start. */
  START_FAILED,
  /** It was started only to see whether it can. */
  TRIAL,
  /** The host ends. */
  SHUTDOWN
}
