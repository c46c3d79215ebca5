package dev.hearth.host.bench.load;

/** How an attempt at a call ends. */
public enum Ending {
  /** 2xx in time. */
  GOOD,
  /** 2xx, but not in time. */
  LATE,
  /** 429 or 503. */
  REJECTED,
  /** Any other status, or a connection that broke. */
  FAILED,
  /** No answer within the patience of the client. */
  GIVEN_UP,
  /** Never sent, for all connections were in use for too long. */
  UNSENT;

  static Ending of(int status, boolean inTime) {
    if (status / 100 == 2) {
      return inTime ? GOOD : LATE;
    }
    return status == 429 || status == 503 ? REJECTED : FAILED;
  }

  /** Whether the server answered with success, early or late. */
  boolean isAccepted() {
    return this == GOOD || this == LATE;
  }
}
