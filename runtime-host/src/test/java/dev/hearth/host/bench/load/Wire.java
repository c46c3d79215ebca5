package dev.hearth.host.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A kept-alive connection with at most one call on it. Used by the generator's thread. */
final class Wire {

  private final SocketChannel channel;
  private final SelectionKey key;
  private final AnswerReader reader = new AnswerReader();
  private Attempt attempt;
  private boolean busy;

  private Wire(SocketChannel channel, SelectionKey key, Attempt first) {
    this.channel = channel;
    this.key = key;
    this.attempt = first;
    this.busy = true;
  }

  /** Begins to connect for {@code first}, which is sent when that is done. */
  static Wire open(Selector selector, Attempt first) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean done = channel.connect(first.outlet().server());
      SelectionKey key =
          channel.register(selector, done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
      Wire wire = new Wire(channel, key, first);
      key.attach(wire);
      if (done) {
        wire.write();
      }
      return wire;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Goes on when the connection is made. */
  void connected() throws IOException {
    channel.finishConnect();
    key.interestOps(SelectionKey.OP_READ);
    write();
  }

  /** Sends the next call over an idle connection. */
  void send(Attempt next) throws IOException {
    attempt = next;
    busy = true;
    reader.reset();
    write();
  }

  private void write() throws IOException {
    ByteBuffer request = attempt.outlet().request();
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("a request does not fit into the buffer of its socket");
    }
  }

  /**
   * Reads what is there.
   *
   * @return whether the answer is complete
   * @throws IOException if the connection is over without one
   */
  boolean read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      if (busy && reader.endsWithConnection()) {
        return true;
      }
      throw new IOException("the server closed the connection");
    }
    if (count > 0 && !busy) {
      throw new IOException("the server answers what nobody asked");
    }
    return reader.take(buffer.flip());
  }

  /** The call that it carries, or carried last. */
  Attempt attempt() {
    return attempt;
  }

  boolean isBusy() {
    return busy;
  }

  /** The status that was read. */
  int status() {
    return reader.status();
  }

  /** Marks the call as answered; whether another may follow. */
  boolean release() {
    busy = false;
    return !reader.closes() && !reader.endsWithConnection();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is over either way.
    }
  }
}
