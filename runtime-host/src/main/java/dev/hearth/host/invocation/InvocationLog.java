package dev.hearth.host.invocation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
  private final Map<String, ByteArrayOutputStream> unfinished = new HashMap<>(2);
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

  /**
   * Takes what was written to a stream; whole lines are added, the rest waits for its line end.
   *
   * @param source {@code stdout} or {@code stderr}
   */
  public synchronized void append(String level, String source, byte[] bytes, int from, int length) {
    ByteArrayOutputStream line =
        unfinished.computeIfAbsent(source, _ -> new ByteArrayOutputStream(128));
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\n' || line.size() >= 4 * LINE_CHARACTERS) {
        finish(level, source, line);
      }
      if (bytes[i] != '\n' && bytes[i] != '\r') {
        line.write(bytes[i]);
      }
    }
  }

  private void finish(String level, String source, ByteArrayOutputStream line) {
    addLine(level, source, line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  /** Moves every line of {@code other} here. */
  public void absorb(InvocationLog other) {
    List<LogLine> taken = other.takeLines();
    if (!taken.isEmpty()) {
      synchronized (this) {
        taken.forEach(line -> characters += line.text().length() + 32);
        List<LogLine> all = new ArrayList<>(taken);
        all.addAll(lines);
        lines = all;
      }
    }
  }

  private synchronized List<LogLine> takeLines() {
    if (lines.isEmpty() && dropped == 0 && unfinished.isEmpty()) {
      return List.of();
    }
    List<LogLine> taken = lines();
    unfinished.clear();
    lines = List.of();
    characters = 0;
    dropped = 0;
    return taken;
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
        return cut.replaceAll("[\\p{Cc}&&[^\t]]", "\uFFFD");
      }
    }
    return cut;
  }

  /** The lines so far, in order; a last one tells how many were dropped, if any. */
  public synchronized List<LogLine> lines() {
    unfinished.forEach((source, line) -> {
      if (line.size() > 0) {
        finish("INFO", source, line);
      }
    });
    if (dropped == 0) {
      return List.copyOf(lines);
    }
    List<LogLine> all = new ArrayList<>(lines);
    all.add(new LogLine(clock.instant(), "WARNING", "hearth", dropped + " further lines dropped"));
    return List.copyOf(all);
  }
}
