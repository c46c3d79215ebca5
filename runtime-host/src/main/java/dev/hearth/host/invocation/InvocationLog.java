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
 * thread reads; guarded by itself. Who listens hears of each line as it is logged, also of those
 * that come after the invocation has ended.
 */
public final class InvocationLog {

  /** A longer line is cut. */
  static final int LINE_CHARACTERS = 8 * 1024;

  /** Beyond this, lines are counted and dropped. */
  static final int TOTAL_CHARACTERS = 256 * 1024;

  private final InstantSource clock;
  private final LineListener listener;
  private final Map<String, ByteArrayOutputStream> unfinished = new HashMap<>(2);
  private List<LogLine> lines = List.of();
  private int characters;
  private int dropped;
  private boolean ended;

  /** An empty log whose lines get their time from {@code clock}. */
  public InvocationLog(InstantSource clock) {
    this(clock, (_, _) -> {});
  }

  /** An empty log whose lines get their time from {@code clock} and are told on. */
  public InvocationLog(InstantSource clock, LineListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Hears of lines; called by the function's threads under the log's lock, so it must be quick. */
  @FunctionalInterface
  public interface LineListener {
    /**
     * A line was logged.
     *
     * @param afterEnd whether it came after {@link InvocationLog#end()}
     */
    void logged(LogLine line, boolean afterEnd);
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
        for (LogLine line : taken) {
          characters += line.text().length() + 32;
          listener.logged(line, ended);
        }
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
      drop();
      return;
    }
    String kept = printable(text);
    characters += kept.length() + 32;
    LogLine line = new LogLine(clock.instant(), level.toUpperCase(Locale.ROOT), source, kept);
    listener.logged(line, ended);
    if (!ended) {
      if (lines.isEmpty()) {
        lines = new ArrayList<>();
      }
      lines.add(line);
    }
  }

  private void drop() {
    if (ended && dropped == 0) {
      listener.logged(hint("further lines are dropped"), true);
    }
    dropped++;
  }

  private LogLine hint(String text) {
    return new LogLine(clock.instant(), "WARNING", "hearth", text);
  }

  /**
   * The invocation has ended: what was logged so far is what its record holds, and {@link #lines()}
   * does not change any more. Later lines are only told to the listener.
   */
  public synchronized void end() {
    if (isEmpty()) {
      ended = true;
      return;
    }
    lines = lines();
    if (dropped > 0) {
      listener.logged(lines.getLast(), false);
    }
    ended = true;
  }

  /** Tells of what was written without a line end, as one line each. */
  public synchronized void finishLines() {
    unfinished.forEach((source, line) -> {
      if (line.size() > 0) {
        finish("INFO", source, line);
      }
    });
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

  /** Whether nothing has been logged so far. */
  public synchronized boolean isEmpty() {
    return lines.isEmpty() && unfinished.isEmpty() && dropped == 0;
  }

  /** The lines so far, in order; a last one tells how many were dropped, if any. */
  public synchronized List<LogLine> lines() {
    if (!ended) {
      finishLines();
    }
    if (dropped == 0 || ended) {
      return List.copyOf(lines);
    }
    List<LogLine> all = new ArrayList<>(lines);
    all.add(hint(dropped + " further lines dropped"));
    return List.copyOf(all);
  }
}
