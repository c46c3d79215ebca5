package dev.hearth.host.request.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Stands first on a connection and passes on only complete, correct heads and the bodies that they
 * announce; owned by its connection's event loop.
 *
 * <p>Leaves the connection alone once HTTP/2 or another protocol is spoken.
 */
final class WireGuard extends ChannelInboundHandlerAdapter implements SlowClientWatch.Watched {

  private final Channel channel;
  private final WireLimits limits;
  private final RequestReader reader;
  private final Exchanges exchanges;
  private final Refusal refusal;
  private final SlowClientWatch watch;
  private @Nullable ByteBuf held;
  private boolean http1;
  private boolean installed;
  private boolean handedOver;

  /** Guards one connection that has not sent anything yet. */
  WireGuard(Channel channel, WireLimits limits) {
    this.channel = channel;
    this.limits = limits;
    reader = new RequestReader(limits);
    watch = new SlowClientWatch(channel, limits, this);
    exchanges = new Exchanges(watch::asked, this::answered);
    refusal = new Refusal(channel, this, exchanges);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    watch.head();
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  private void stop() {
    watch.stop();
    releaseHeld();
  }

  private void releaseHeld() {
    ByteBuf last = held;
    held = null;
    if (last != null) {
      last.release();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf read = (ByteBuf) msg;
    if (refusal.begun()) {
      read.release();
    } else if (exchanges.switched()) {
      stepAside(ctx, read);
    } else {
      inspectWithHeld(ctx, read);
    }
  }

  private void inspectWithHeld(ChannelHandlerContext ctx, ByteBuf read) {
    ByteBuf before = held;
    held = null;
    int seen = before == null ? 0 : before.readableBytes();
    ByteBuf in =
        before == null
            ? read
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), before, read);
    if (http1) {
      inspect(ctx, in, seen);
    } else {
      choose(ctx, in);
    }
  }

  /** HTTP/2 without TLS begins with its preface; Vert.x has no decoder yet when it allows that. */
  private void choose(ChannelHandlerContext ctx, ByteBuf in) {
    boolean open = ctx.pipeline().get(HttpRequestDecoder.class) == null;
    int agreement = open ? Preface.agreement(in) : 0;
    if (Preface.complete(agreement)) {
      stepAside(ctx, in);
    } else if (open && agreement == in.readableBytes()) {
      held = in;
    } else {
      http1 = true;
      inspect(ctx, in, 0);
    }
  }

  /** Looks at the bytes of {@code in} behind the first {@code seen}, which are part of a head. */
  private void inspect(ChannelHandlerContext ctx, ByteBuf in, int seen) {
    int start = in.readerIndex();
    try {
      int i = start + seen;
      while (i < in.writerIndex()) {
        i = reader.read(in, i, in.writerIndex());
        if (reader.done()) {
          start = i;
          if (ended(ctx, in, start)) {
            return;
          }
        }
      }
    } catch (FramingException e) {
      passUpTo(ctx, in, start);
      in.release();
      refuse(e.violation());
      return;
    }
    settle(ctx, in, start);
  }

  /** Goes on to the next request; true when the protocol was switched instead. */
  private boolean ended(ChannelHandlerContext ctx, ByteBuf in, int end) {
    handedOver = false;
    reader.next();
    if (reader.framing().asksForUpgrade()) {
      exchanges.awaitUpgrade();
      passUpTo(ctx, in, end);
      if (exchanges.switched()) {
        stepAside(ctx, in);
        return true;
      }
    }
    return false;
  }

  private void settle(ChannelHandlerContext ctx, ByteBuf in, int start) {
    if (reader.between()) {
      watch.request();
      passAll(ctx, in);
    } else if (reader.inBody()) {
      handedOver = true;
      if (reader.framing().asksForUpgrade()) {
        exchanges.awaitUpgrade();
      }
      watch.body(in.writerIndex() - start);
      passAll(ctx, in);
    } else {
      watch.head();
      passUpTo(ctx, in, start);
      held = in;
    }
  }

  private void passUpTo(ChannelHandlerContext ctx, ByteBuf in, int end) {
    int bytes = end - in.readerIndex();
    if (bytes > 0) {
      install(ctx, in);
      ctx.fireChannelRead(in.readRetainedSlice(end - in.readerIndex()));
    }
  }

  private void passAll(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.isReadable()) {
      install(ctx, in);
      ctx.fireChannelRead(in);
    } else {
      in.release();
    }
  }

  /** Sets the counter of exchanges beside the encoder, which Vert.x adds with the first bytes. */
  private void install(ChannelHandlerContext ctx, ByteBuf in) {
    if (installed) {
      return;
    }
    installed = true;
    ChannelPipeline pipeline = ctx.pipeline();
    if (pipeline.get(HttpRequestDecoder.class) == null) {
      // The first byte that is not of the preface makes Vert.x choose HTTP/1.
      ctx.fireChannelRead(in.readRetainedSlice(Preface.agreement(in) + 1));
    }
    String encoder = pipeline.context(HttpResponseEncoder.class).name();
    pipeline.addAfter(encoder, "exchanges", exchanges);
  }

  private void stepAside(ChannelHandlerContext ctx, ByteBuf in) {
    ctx.fireChannelRead(in);
    ChannelPipeline pipeline = ctx.pipeline();
    if (installed) {
      pipeline.remove(exchanges);
    }
    Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
    if (http2 != null) {
      pipeline.addFirst(new Http2Idle(channel, http2, limits));
    }
    pipeline.remove(this);
  }

  private void refuse(Violation violation) {
    stop();
    refusal.begin(violation, handedOver);
  }

  private void answered() {
    refusal.goOn();
  }

  @Override
  public boolean heldUpByHost() {
    boolean mayWait = reader.inBody() && reader.framing().awaitsContinue();
    return !channel.config().isAutoRead() || (mayWait && !exchanges.continued());
  }

  @Override
  public boolean answering() {
    return exchanges.open() > 0;
  }

  @Override
  public void tooSlow(SlowClientWatch.Awaited awaited) {
    switch (awaited) {
      case HEAD -> {
        if (held == null) {
          close();
        } else {
          refuse(Violation.SLOW_HEAD);
        }
      }
      case BODY -> refuse(Violation.SLOW_BODY);
      case REQUEST -> close();
    }
  }

  private void close() {
    var _ = channel.close();
  }
}
