package dev.hearth.host.request.framing;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;

/** Another transport whose listening sockets guard what they accept; without state of its own. */
final class GuardedSockets implements Transport {

  private final Transport plain;
  private final WireLimits limits;

  GuardedSockets(Transport plain, WireLimits limits) {
    this.plain = plain;
    this.limits = limits;
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
    plain.configure(config, domainSocket, bootstrap);
    bootstrap.handler(new AcceptedConnections(limits));
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
    plain.configure(config, domainSocket, bootstrap);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    plain.configure(channel, options);
  }

  @Override
  public boolean supportsDomainSockets() {
    return plain.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return plain.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return plain.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return plain.unavailabilityCause();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return plain.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return plain.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return plain.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(
      int type, int threads, ThreadFactory threadFactory, int ioRatio) {
    return plain.eventLoopGroup(type, threads, threadFactory, ioRatio);
  }

  @Override
  @SuppressWarnings("deprecation") // Vert.x still asks for it.
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return plain.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return plain.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return plain.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return plain.serverChannelFactory(domainSocket);
  }
}
