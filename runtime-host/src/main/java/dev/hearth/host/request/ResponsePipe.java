package dev.hearth.host.request;

import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.ResponseSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer from the threads of a function, of which one at a time writes, and keeps a
 * bounded part of it for the event loop of the connection. The function waits, the loop never does.
 */
public final class ResponsePipe implements ResponseSink {

  private final ByteRing ring = new ByteRing();
  private final Pause pause = new Pause();
  private final Runnable loop;
  private final long limit;
  private long written;
  private volatile @Nullable InvocationRecord head;
  private volatile boolean discarding;
  private volatile String broken = "";

  /**
   * An empty pipe.
   *
   * @param loop told when there is something to send
   * @param limit the most bytes of a body; 0 for any number
   */
  public ResponsePipe(Runnable loop, long limit) {
    this.loop = loop;
    this.limit = limit;
  }

  @Override
  public boolean takesPieces() {
    return true;
  }

  @Override
  public void begin(InvocationRecord soFar) throws IOException {
    requireUnbroken();
    head = soFar;
    loop.run();
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    written += length;
    if (limit > 0 && written > limit) {
      throw new IOException("it is larger than " + limit + " bytes (setting response.max-stream)");
    }
    int done = 0;
    while (done < length && !discarding) {
      requireUnbroken();
      done += ring.put(bytes, from + done, length - done);
      loop.run();
      if (done < length) {
        pause.until(() -> ring.room() > 0 || discarding || !broken.isEmpty());
      }
    }
    requireUnbroken();
  }

  private void requireUnbroken() throws IOException {
    if (!broken.isEmpty()) {
      throw new IOException(broken);
    }
  }

  /** Whether the answer is sent piece by piece. */
  public boolean begun() {
    return head != null;
  }

  /** The head, once {@link #begun}. */
  public InvocationRecord head() {
    InvocationRecord begun = head;
    if (begun == null) {
      throw new IllegalStateException("the answer has not begun");
    }
    return begun;
  }

  /** How many bytes wait to be sent. */
  public int available() {
    return ring.available();
  }

  /** Takes some of them; called on the loop. */
  public byte[] take(int most) {
    byte[] taken = new byte[Math.min(most, ring.available())];
    ring.take(taken, 0, taken.length);
    pause.end();
    return taken;
  }

  /** Nothing more is taken: the function's writes fail for this reason. */
  public void breakOff(String why) {
    broken = why;
    pause.end();
  }

  /** What is written from now on goes nowhere. */
  public void discard() {
    discarding = true;
    pause.end();
  }
}
