package dev.hearth.function;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sends events over a response, each at once. Format: <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, section 9.2</a>.
 * Several threads may send; guarded by itself, so that events do not mix.
 */
public final class ServerSentEvents {

  private final OutputStream out;

  /** Sends over {@code out}; functions get theirs from {@link HttpResponse#events}. */
  public ServerSentEvents(OutputStream out) {
    this.out = out;
  }

  /**
   * Sends an event without a name.
   *
   * @throws IOException when the client is gone
   */
  public void send(String data) throws IOException {
    send(ServerSentEvent.of(data));
  }

  /**
   * Sends an event; waits while the client is slow.
   *
   * @throws IOException when the client is gone
   */
  public void send(ServerSentEvent event) throws IOException {
    write(event.framed());
  }

  /**
   * Sends a comment, which clients pass over: it keeps proxies from closing a quiet stream, and
   * shows the function whether the client is still there.
   *
   * @throws IOException when the client is gone
   */
  public void comment(String text) throws IOException {
    StringBuilder lines = new StringBuilder(text.length() + 4);
    ServerSentEvent.lines(lines, text.isEmpty() ? ":" : ": ", text);
    write(lines.append('\n').toString());
  }

  private synchronized void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
