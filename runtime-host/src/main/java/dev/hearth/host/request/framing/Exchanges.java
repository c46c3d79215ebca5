package dev.hearth.host.request.framing;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Counts the requests that Vert.x has got and not yet answered, next to its encoder; owned by its
 * connection's event loop.
 */
final class Exchanges extends ChannelDuplexHandler {

  private final Runnable onContinue;
  private final Runnable onAnswered;
  private int open;
  private boolean begun;
  private boolean continued;
  private boolean switched;
  private boolean muted;
  private boolean upgradeAsked;
  private boolean closing;

  /**
   * Calls {@code onContinue} when the client is asked for a body that it holds back, and {@code
   * onAnswered} after the last piece of each answer has been passed on.
   */
  Exchanges(Runnable onContinue, Runnable onAnswered) {
    this.onContinue = onContinue;
    this.onAnswered = onAnswered;
  }

  /** Requests without a complete answer. */
  int open() {
    return open;
  }

  /** Whether the answer due next has begun. */
  boolean begun() {
    return begun;
  }

  /** Whether {@code 100 Continue} was sent for the request read last. */
  boolean continued() {
    return continued;
  }

  /** Whether {@code 101 Switching Protocols} was sent: what follows is not HTTP/1. */
  boolean switched() {
    return switched;
  }

  /**
   * The request passed on next asks for an upgrade: if the answer says that the connection closes,
   * it is closed, and the rest of the request is dropped.
   *
   * <p>Vert.x (5.1.6) does neither when it refuses an upgrade to HTTP/2.
   */
  void awaitUpgrade() {
    upgradeAsked = true;
  }

  /** Drops what the server still writes. */
  void mute() {
    muted = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpRequest) {
      open++;
      continued = false;
    }
    if (closing) {
      ReferenceCountUtil.release(msg);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (muted) {
      ReferenceCountUtil.release(msg);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    boolean interim = msg instanceof HttpResponse response && interim(response);
    if (closing && msg instanceof LastHttpContent) {
      var _ = ctx.write(msg, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
    } else {
      var _ = ctx.write(msg, promise);
    }
    if (!interim && msg instanceof LastHttpContent) {
      open--;
      begun = false;
      onAnswered.run();
    } else if (!interim && msg instanceof HttpResponse) {
      begun = true;
    }
  }

  private boolean interim(HttpResponse response) {
    int status = response.status().code();
    closing |= upgradeAsked && status >= 200 && !HttpUtil.isKeepAlive(response);
    if (status == 100) {
      continued = true;
      onContinue.run();
    }
    switched |= status == 101;
    return status < 200;
  }
}
