package dev.hearth.host.invocation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a function logged during one invocation, bounded. Any thread of the instance adds, any
 * thread reads; guarded by itself.
 */
public final class InvocationLog {

  /** A longer line is cut. */
  static final int LINE_CHARACTERS = 8 * 1024;

  /** Beyond this, lines are counted and dropped. */
  static final int TOTAL_CHARACTERS = 256 * 1024;

  private final InstantSource clock;
  private List<LogLine> lines = List.of();
  private int characters;
  private int dropped;

  /** An empty log whose lines get their time from {@code clock}. */
  public InvocationLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a text, one line for each of its lines; see {@link LogLine} for the other two. */
  public void add(String level, String source, String text) {
    text.lines().forEach(line -> addLine(level, source, line));
  }

  private synchronized void addLine(String level, String source, String text) {
    if (characters >= TOTAL_CHARACTERS) {
      dropped++;
      return;
    }
    String kept = printable(text);
    characters += kept.length() + 32;
    if (lines.isEmpty()) {
      lines = new ArrayList<>();
    }
    lines.add(new LogLine(clock.instant(), level.toUpperCase(Locale.ROOT), source, kept));
  }

  private static String printable(String text) {
    String cut =
        text.length() <= LINE_CHARACTERS ? text : text.substring(0, LINE_CHARACTERS) + "… (cut)";
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isISOControl(cut.charAt(i)) && cut.charAt(i) != '\t') {
        return cut.replaceAll("[\\p{Cntrl}&&[^\t]]", "\uFFFD");
      }
    }
    return cut;
  }

  /** The lines so far, in order; a last one tells how many were dropped, if any. */
  public synchronized List<LogLine> lines() {
    if (dropped == 0) {
      return List.copyOf(lines);
    }
    List<LogLine> all = new ArrayList<>(lines);
    all.add(new LogLine(clock.instant(), "WARNING", "hearth", dropped + " further lines dropped"));
    return List.copyOf(all);
  }
}
