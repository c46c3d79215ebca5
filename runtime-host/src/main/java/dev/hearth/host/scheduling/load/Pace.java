package dev.hearth.host.scheduling.load;

/**
 * Whether calls come faster than they leave. What counts is what has come and left in the same
 * stretch of time just now: of a burst that is over nothing comes any more, and of clients that
 * wait for their answers as much comes as leaves. Guarded by its owner's lock.
 */
final class Pace {

  private static final double FASTER = 1.4;

  /** So few more are chance. */
  private static final int CHANCE = 2;

  private final Events arrivals = new Events();
  private final Events departures = new Events();

  /** A call has come, whatever becomes of it. */
  void arrived(long nowNanos) {
    arrivals.add(nowNanos);
  }

  /** A call has left its instance. */
  void left(long nowNanos) {
    departures.add(nowNanos);
  }

  /** Whether clearly more has come than has left within the last {@code stretchNanos}. */
  boolean isOutrun(long nowNanos, long stretchNanos) {
    long stretch = Math.min(stretchNanos, arrivals.reach(nowNanos));
    return arrivals.since(nowNanos - stretch)
        > FASTER * departures.since(nowNanos - stretch) + CHANCE;
  }

  /** When the last few events were. */
  private static final class Events {

    private static final int KEPT = 64;

    private final long[] atNanos = new long[KEPT];
    private long events;

    void add(long nowNanos) {
      atNanos[(int) (events++ % KEPT)] = nowNanos;
    }

    /** How far back all events are known. */
    long reach(long nowNanos) {
      return events < KEPT ? Long.MAX_VALUE : nowNanos - atNanos[(int) (events % KEPT)];
    }

    int since(long nanos) {
      int count = 0;
      int known = (int) Math.min(events, KEPT);
      for (int i = 0; i < known; i++) {
        count += atNanos[i] - nanos >= 0 ? 1 : 0;
      }
      return count;
    }
  }
}
