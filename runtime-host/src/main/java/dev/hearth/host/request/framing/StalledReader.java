package dev.hearth.host.request.framing;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client has taken nothing of what was sent for half as long again as it
 * may, so that those who stream see it first; owned by its connection's event loop. What the socket
 * takes at once costs no timer.
 *
 * <p>Stands nearest to the socket, where nothing that waits to be sent holds up the closing.
 */
final class StalledReader extends ChannelOutboundHandlerAdapter {

  private final long nanos;
  private @Nullable Future<?> timer;

  StalledReader(Duration stall) {
    this.nanos = stall.toNanos() / 2 * 3;
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    ctx.flush();
    if (timer == null) {
      watch(ctx);
    }
  }

  private void watch(ChannelHandlerContext ctx) {
    ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
    if (waiting != null && !waiting.isEmpty()) {
      Object first = waiting.current();
      long progress = waiting.currentProgress();
      timer =
          ctx.channel()
              .eventLoop()
              .schedule(() -> look(ctx, first, progress), nanos, TimeUnit.NANOSECONDS);
    }
  }

  @SuppressWarnings("ReferenceEquality") // buffers with the same bytes are not the same buffer
  private void look(ChannelHandlerContext ctx, @Nullable Object before, long progress) {
    timer = null;
    ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
    if (waiting != null
        && !waiting.isEmpty()
        && waiting.current() == before
        && waiting.currentProgress() == progress) {
      var _ = ctx.close();
    } else {
      watch(ctx);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Future<?> last = timer;
    if (last != null) {
      last.cancel(false);
      timer = null;
    }
  }
}
