package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.NetFence;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.WatchService;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections of a function: where the manifest lets it, and remembered, so that a thread blocked
 * in one can be ended by closing it. Stateless.
 */
public final class Network {

  private Network() {}

  static void check(String host, int port, Scope scope) {
    if (!fence(scope).admits(host, port)) {
      throw refusal(host + ":" + port, scope);
    }
  }

  static void check(@Nullable SocketAddress address, Scope scope) {
    switch (address) {
      case InetSocketAddress internet -> {
        if (!fence(scope).admits(internet)) {
          throw refusal(internet.getHostString() + ":" + internet.getPort(), scope);
        }
      }
      case UnixDomainSocketAddress local -> FileWrites.check(local.getPath(), scope);
      case null -> {} // the platform will complain
      default -> throw Refusals.never("connect to " + address.getClass().getName(), scope);
    }
  }

  private static NetFence fence(Scope scope) {
    return new NetFence(scope.premises().permissions());
  }

  private static ForbiddenException refusal(String destination, Scope scope) {
    return Refusals.because(
        "connect to " + destination,
        "`permissions: {net: [\"" + destination + "\"]}` in the manifest would allow it",
        scope);
  }

  private static void track(Closeable open, Scope scope) {
    scope.views().connections().add(open, Network::close);
    FileReads.countOpen(scope);
  }

  private static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException ignored) {
      // It is closed as far as it can be.
    }
  }

  /** After one was made or accepted. */
  public static void opened(Socket made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(ServerSocket made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(DatagramSocket made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(MulticastSocket made, Scope scope) {
    track(made, scope);
  }

  /** After one was made or accepted. */
  public static void opened(@Nullable SocketChannel made, Scope scope) {
    if (made != null) {
      track(made, scope);
    }
  }

  /** After one was made. */
  public static void opened(ServerSocketChannel made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(DatagramChannel made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(WatchService made, Scope scope) {
    track(made, scope);
  }

  /** After one was made. */
  public static void opened(Selector made, Scope scope) {
    track(made, scope);
  }

  /** After {@code Pipe.open()}. */
  public static void opened(Pipe made, Scope scope) {
    track(made.source(), scope);
    track(made.sink(), scope);
  }

  /** Before {@code socket.getInputStream()} or {@code getOutputStream()}. */
  public static void using(Socket socket, Scope scope) {
    track(socket, scope);
  }

  /** Before {@code new Socket(host, port)}. */
  public static void connect(@Nullable String host, int port, Scope scope) {
    check(host == null ? InetAddress.getLoopbackAddress().getHostAddress() : host, port, scope);
  }

  /** Before {@code new Socket(host, port, stream)}. */
  public static void connect(@Nullable String host, int port, boolean stream, Scope scope) {
    connect(host, port, scope);
  }

  /** Before {@code new Socket(host, port, localAddress, localPort)}. */
  public static void connect(
      @Nullable String host, int port, @Nullable InetAddress local, int localPort, Scope scope) {
    connect(host, port, scope);
  }

  /** Before {@code new Socket(address, port)}. */
  public static void connect(@Nullable InetAddress address, int port, Scope scope) {
    check(new InetSocketAddress(loopbackIfNone(address), port), scope);
  }

  private static InetAddress loopbackIfNone(@Nullable InetAddress address) {
    return address == null ? InetAddress.getLoopbackAddress() : address;
  }

  /** Before {@code new Socket(address, port, stream)}. */
  public static void connect(@Nullable InetAddress address, int port, boolean stream, Scope scope) {
    connect(address, port, scope);
  }

  /** Before {@code new Socket(address, port, localAddress, localPort)}. */
  public static void connect(
      @Nullable InetAddress address,
      int port,
      @Nullable InetAddress local,
      int localPort,
      Scope scope) {
    connect(address, port, scope);
  }

  /** Before {@code socket.connect(address)}. */
  public static void connect(Socket socket, @Nullable SocketAddress address, Scope scope) {
    check(address, scope);
    track(socket, scope);
  }

  /** Before {@code socket.connect(address, timeout)}. */
  public static void connect(
      Socket socket, @Nullable SocketAddress address, int timeout, Scope scope) {
    connect(socket, address, scope);
  }

  /** Before {@code channel.connect(address)}. */
  public static void connect(SocketChannel channel, @Nullable SocketAddress address, Scope scope) {
    check(address, scope);
  }

  /** Before {@code channel.connect(address)}. */
  public static void connect(
      DatagramChannel channel, @Nullable SocketAddress address, Scope scope) {
    check(address, scope);
  }

  /** Before {@code channel.send(bytes, address)}. */
  public static void send(
      DatagramChannel channel, ByteBuffer bytes, @Nullable SocketAddress address, Scope scope) {
    check(address, scope);
  }

  /** Before {@code socket.send(packet)}. */
  public static void send(DatagramSocket socket, DatagramPacket packet, Scope scope) {
    if (packet.getAddress() != null) {
      check(packet.getSocketAddress(), scope);
    }
  }

  /** Before {@code socket.connect(address)}. */
  public static void connect(DatagramSocket socket, @Nullable SocketAddress address, Scope scope) {
    check(address, scope);
  }

  /** Before {@code socket.connect(address, port)}. */
  public static void connect(
      DatagramSocket socket, @Nullable InetAddress address, int port, Scope scope) {
    connect(address, port, scope);
  }

  /** {@code SocketChannel.open(address)}. */
  public static SocketChannel open(@Nullable SocketAddress address, Scope scope)
      throws IOException {
    check(address, scope);
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    track(channel, scope);
    channel.connect(address);
    return channel;
  }

  /** Before {@code factory.createSocket(host, port)}. */
  public static void create(SocketFactory factory, @Nullable String host, int port, Scope scope) {
    connect(host, port, scope);
  }

  /** Before {@code factory.createSocket(address, port)}. */
  public static void create(
      SocketFactory factory, @Nullable InetAddress address, int port, Scope scope) {
    connect(address, port, scope);
  }

  /** Before {@code factory.createSocket(host, port, localAddress, localPort)}. */
  public static void create(
      SocketFactory factory,
      @Nullable String host,
      int port,
      @Nullable InetAddress local,
      int localPort,
      Scope scope) {
    connect(host, port, scope);
  }

  /** Before {@code factory.createSocket(address, port, localAddress, localPort)}. */
  public static void create(
      SocketFactory factory,
      @Nullable InetAddress address,
      int port,
      @Nullable InetAddress local,
      int localPort,
      Scope scope) {
    connect(address, port, scope);
  }
}
