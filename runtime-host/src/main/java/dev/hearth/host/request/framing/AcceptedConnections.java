package dev.hearth.host.request.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Puts a guard on each connection that a listening socket accepts, before Vert.x adds its own
 * handlers; without state.
 */
@ChannelHandler.Sharable
final class AcceptedConnections extends ChannelInboundHandlerAdapter {

  private final WireLimits limits;

  AcceptedConnections(WireLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    Channel accepted = (Channel) msg;
    accepted.pipeline().addLast("reader", new StalledReader(limits.stall()));
    accepted.pipeline().addLast("guard", new WireGuard(accepted, limits));
    ctx.fireChannelRead(msg);
  }
}
