package dev.hearth.host.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients that take their time: connections that send a byte or so each second, or read none. One
 * thread of its own has them all; {@link #close} ends it.
 */
public final class SlowSockets implements AutoCloseable {

  private static final int PAUSE_MILLIS = 1_000;

  /** In what they are slow. */
  public enum Manner {
    /** A head that goes on for ever. */
    HEAD("GET %s HTTP/1.1\r\nHost: localhost\r\n", "X-a: b\r\n"),
    /** A body of which a byte comes at a time. */
    BODY("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8192\r\n\r\n", "a"),
    /** An answer that is not read. */
    READ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", "");

    private final String first;
    private final String further;

    Manner(String first, String further) {
      this.first = first;
      this.further = further;
    }
  }

  private final List<SocketChannel> channels = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private SlowSockets(Manner manner) {
    thread = new Thread(() -> drip(manner), "slow-sockets");
  }

  /** Opens {@code count} connections to {@code path}, and keeps them busy slowly. */
  public static SlowSockets open(int port, String path, Manner manner, int count)
      throws IOException {
    SlowSockets sockets = new SlowSockets(manner);
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      sockets.channels.add(channel);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1_024);
      channel.connect(server);
      channel.configureBlocking(false);
      channel.write(bytes(manner.first.formatted(path)));
    }
    sockets.thread.start();
    return sockets;
  }

  private void drip(Manner manner) {
    try {
      while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        for (SocketChannel channel : channels) {
          drip(channel, manner);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drip(SocketChannel channel, Manner manner) {
    try {
      if (channel.isOpen()) {
        channel.write(bytes(manner.further));
      }
    } catch (IOException endedByTheServer) {
      close(channel);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Closes all of them and ends the thread. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channels.forEach(SlowSockets::close);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is over either way.
    }
  }
}
