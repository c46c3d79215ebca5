package dev.hearth.host.pool;

/**
 * When an instance of a function that nobody calls now is to be there, in nanoseconds from the end
 * of the last call.
 *
 * @param stayNanos how long the one that served that call stays; more than 0
 * @param againNanos when another one starts; 0 if none does
 * @param untilNanos how long that one stays; 0 if there is none
 */
public record KeepWindow(long stayNanos, long againNanos, long untilNanos) {

  public KeepWindow {
    boolean once = againNanos == 0 && untilNanos == 0;
    boolean inTurn = once || (againNanos >= stayNanos && untilNanos > againNanos);
    if (stayNanos <= 0 || !inTurn) {
      throw new IllegalArgumentException("an instance stays, leaves and is there again, in turn");
    }
  }

  /** It stays for so long, and none starts without a call. */
  public static KeepWindow stay(long nanos) {
    return new KeepWindow(nanos, 0, 0);
  }

  /** Whether one starts without a call. */
  public boolean comesAgain() {
    return againNanos > 0;
  }
}
