package dev.hearth.function;

import java.time.Duration;

/**
 * One event of a stream, as the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML standard</a> has it.
 * Immutable.
 */
public final class ServerSentEvent {

  private static final String NOT_SET = "";

  private final String data;
  private final String name;
  private final String id;
  private final String retry;

  private ServerSentEvent(String data, String name, String id, String retry) {
    this.data = data;
    this.name = name;
    this.id = id;
    this.retry = retry;
  }

  /** An event with this data, which may have several lines. */
  public static ServerSentEvent of(String data) {
    return new ServerSentEvent(data, NOT_SET, NOT_SET, NOT_SET);
  }

  /**
   * The same event with a name; without one it is a {@code message}.
   *
   * @throws IllegalArgumentException when the name is empty or has a line break
   */
  public ServerSentEvent withName(String name) {
    return new ServerSentEvent(data, line("name", name), id, retry);
  }

  /**
   * The same event with an id, which a browser sends as {@code Last-Event-ID} when it connects
   * again.
   *
   * @throws IllegalArgumentException when the id is empty or has a line break or a NUL character
   */
  public ServerSentEvent withId(String id) {
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the id of an event has no NUL character");
    }
    return new ServerSentEvent(data, name, line("id", id), retry);
  }

  /**
   * The same event, which also tells the browser how long to wait before it connects again.
   *
   * @param delay in whole milliseconds, not negative
   */
  public ServerSentEvent withRetry(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative: " + delay);
    }
    return new ServerSentEvent(data, name, id, Long.toString(delay.toMillis()));
  }

  private static String line(String what, String text) {
    if (text.isEmpty() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "the " + what + " of an event is one line that is not empty");
    }
    return text;
  }

  /** The event as it stands in the stream, with the empty line that ends it. */
  String framed() {
    StringBuilder text = new StringBuilder(data.length() + 32);
    field(text, "event", name);
    field(text, "id", id);
    field(text, "retry", retry);
    lines(text, "data: ", data);
    return text.append('\n').toString();
  }

  private static void field(StringBuilder text, String field, String value) {
    if (!value.isEmpty()) {
      text.append(field).append(": ").append(value).append('\n');
    }
  }

  /**
   * Puts {@code prefix} before each line of {@code value}; lines end with CR LF, LF or CR, and
   * there is one more of them than line ends.
   */
  static void lines(StringBuilder text, String prefix, String value) {
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r') {
        text.append(prefix).append(value, start, i).append('\n');
        if (c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    text.append(prefix).append(value, start, value.length()).append('\n');
  }

  @Override
  public String toString() {
    return framed();
  }
}
