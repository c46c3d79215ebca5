package dev.hearth.host.request;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A request body that a function reads while it arrives. The event loop of the connection puts, the
 * threads of the function take, one at a time by the lock. The function waits, the loop never does.
 */
final class RequestPipe extends InputStream {

  private static final int HALF = ByteRing.CAPACITY / 2;

  private final ByteRing ring = new ByteRing();
  private final Pause pause = new Pause();
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] one = new byte[1];
  private final Runnable loop;
  private volatile boolean wanted;
  private volatile boolean ended;
  private volatile String broken = "";

  /**
   * An empty pipe.
   *
   * @param loop told when there is room again for what the loop could not put
   */
  RequestPipe(Runnable loop) {
    this.loop = loop;
  }

  @Override
  public int read() throws IOException {
    lock.lock();
    try {
      return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    lock.lock();
    try {
      return length == 0 ? 0 : take(to, offset, length);
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] to, int offset, int length) throws IOException {
    while (true) {
      boolean last = ended;
      int taken = ring.take(to, offset, length);
      if (taken > 0) {
        askForMore();
        return taken;
      }
      if (!broken.isEmpty()) {
        throw new IOException(broken);
      }
      if (last) {
        return -1;
      }
      askForMore();
      pause.until(() -> ring.available() > 0 || ended || !broken.isEmpty());
    }
  }

  private void askForMore() {
    if (wanted && ring.room() >= HALF) {
      wanted = false;
      loop.run();
    }
  }

  @Override
  public int available() {
    return ring.available();
  }

  /** Puts as many bytes as there is room for; gives how many. Called on the loop. */
  int put(byte[] bytes, int offset, int length) {
    int put = ring.put(bytes, offset, length);
    pause.end();
    return put;
  }

  /** How many bytes may be put. */
  int room() {
    return ring.room();
  }

  /**
   * The loop stops putting until it is asked for more.
   *
   * @return false if there is room for more already
   */
  boolean awaitRoom() {
    wanted = true;
    return ring.room() < HALF;
  }

  /** The loop goes on of itself. */
  void noneAwaited() {
    wanted = false;
  }

  /** The body is complete. */
  void end() {
    ended = true;
    pause.end();
  }

  /** The rest of the body does not come: reading fails for this reason. */
  void breakOff(String why) {
    broken = why;
    pause.end();
  }
}
