package dev.hearth.host.deployment;

/** Text from outside within a message. */
final class Shown {

  private static final int LONGEST = 60;

  private Shown() {}

  /** In quotes, on one line and short. */
  static String of(String text) {
    return '"' + bare(text) + '"';
  }

  /** A message that may hold text from outside, on one line. */
  static String line(String message) {
    return message.replaceAll("\\p{Cntrl}", " ");
  }

  /** On one line and short. */
  static String bare(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
