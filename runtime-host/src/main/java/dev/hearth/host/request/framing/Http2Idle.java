package dev.hearth.host.request.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;

/**
 * Closes an HTTP/2 connection on which nothing has come for the idle time and no stream is open;
 * owned by its connection's event loop.
 */
final class Http2Idle extends ChannelInboundHandlerAdapter implements SlowClientWatch.Watched {

  private final Http2ConnectionHandler http2;
  private final Channel channel;
  private final SlowClientWatch watch;

  /** Begins when it is put into the pipeline of {@code channel}. */
  Http2Idle(Channel channel, Http2ConnectionHandler http2, WireLimits limits) {
    this.channel = channel;
    this.http2 = http2;
    this.watch = new SlowClientWatch(channel, limits, this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    watch.request();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    watch.stop();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    watch.request();
    ctx.fireChannelRead(msg);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    watch.stop();
    ctx.fireChannelInactive();
  }

  @Override
  public boolean heldUpByHost() {
    return false;
  }

  @Override
  public boolean answering() {
    return http2.connection().numActiveStreams() > 0;
  }

  @Override
  public void tooSlow(SlowClientWatch.Awaited awaited) {
    var _ = channel.close();
  }
}
