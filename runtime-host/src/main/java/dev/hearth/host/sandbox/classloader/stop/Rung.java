package dev.hearth.host.sandbox.classloader.stop;

/** What is done to end a thread, from the mild to the hard. */
public enum Rung {
  /** The flag that rewritten code reads at each call and loop is up. */
  FLAG,
  /** The thread is interrupted, again and again. */
  INTERRUPT,
  /** It is made to throw in code of the function. */
  STOP_IN_FUNCTION,
  /** What the function has open is closed. */
  CLOSE,
  /** It is made to throw in platform code too. */
  STOP_IN_PLATFORM,
  /** It is given up for now, counted, and tried from time to time. */
  QUARANTINE
}
