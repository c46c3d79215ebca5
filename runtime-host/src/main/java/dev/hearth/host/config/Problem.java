package dev.hearth.host.config;

/**
 * One thing that is wrong with what somebody gave us.
 *
 * @param where the place: a key such as {@code timeout.run}, or an entry of an archive; empty if it
 *     is the whole
 * @param what what is wrong and how to mend it, a sentence without its full stop
 */
public record Problem(String where, String what) {

  @Override
  public String toString() {
    return where.isEmpty() ? what : where + ": " + what;
  }
}
