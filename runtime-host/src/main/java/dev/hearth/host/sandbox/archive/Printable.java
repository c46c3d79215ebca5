package dev.hearth.host.sandbox.archive;

/** Makes text of unknown origin fit to be shown in a message. */
public final class Printable {

  private static final int LONGEST = 120;

  private Printable() {}

  /**
   * The text with control, format and unassigned characters written as <code>&#92;u001b</code>, cut
   * after 120 characters.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    return text.codePoints().skip(LONGEST).findAny().isPresent() ? shown + "…" : shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u%04x".formatted(codePoint));
      default -> shown.appendCodePoint(codePoint);
    }
  }
}
