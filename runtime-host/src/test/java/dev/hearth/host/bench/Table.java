package dev.hearth.host.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures found so far. Used by one thread. */
final class Table {

  private static final List<String> TITLES = List.of("figure", "goal", "measured", "ratio");

  private final PrintStream out;
  private final List<List<String>> rows = new ArrayList<>();

  Table(PrintStream out) {
    this.out = out;
  }

  /** Says what is being done, so that a long run does not look dead. */
  void progress(String what) {
    out.println("... " + what);
  }

  /** A figure without a goal and without a peer. */
  void row(String figure, String measured) {
    rows.add(List.of(figure, "", measured, ""));
  }

  /** A figure that must not exceed its goal; the ratio is that of the figure to the goal. */
  void atMost(String figure, double goal, String unit, double measured) {
    rows.add(
        List.of(
            figure,
            "≤ " + number(goal) + " " + unit,
            number(measured) + " " + unit,
            verdict(measured / goal, measured <= goal)));
  }

  /** A figure that must reach its goal; the ratio is that of the figure to the goal. */
  void atLeast(String figure, double goal, String unit, double measured) {
    rows.add(
        List.of(
            figure,
            "≥ " + number(goal) + " " + unit,
            number(measured) + " " + unit,
            verdict(measured / goal, measured >= goal)));
  }

  /** A figure that is to be at least {@code goal} times that of a peer. */
  void atLeastPeer(String figure, double goal, String measured, double ratio) {
    rows.add(
        List.of(figure, "≥ " + number(goal) + " × peer", measured, verdict(ratio, ratio >= goal)));
  }

  private static String verdict(double ratio, boolean met) {
    return number(ratio) + (met ? "" : " (missed)");
  }

  /** Few digits where more would be noise. */
  static String number(double value) {
    String format = Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  /** Prints all rows in columns. */
  void print() {
    out.println();
    int[] widths = new int[TITLES.size()];
    measure(widths, TITLES);
    rows.forEach(row -> measure(widths, row));
    line(widths, TITLES);
    line(widths, TITLES.stream().map(title -> "-".repeat(widths[TITLES.indexOf(title)])).toList());
    rows.forEach(row -> line(widths, row));
  }

  private static void measure(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private void line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    out.println(line);
  }
}
