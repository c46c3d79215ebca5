package dev.hearth.host.request.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection because of what its client sent: answers once the earlier requests are
 * answered, then closes; owned by its connection's event loop.
 */
final class Refusal {

  /** How long to read on, so that a reset does not overtake the answer (RFC 9112, 9.6). */
  private static final long LINGER_SECONDS = 2;

  private final Channel channel;
  private final ChannelHandler first;
  private final Exchanges exchanges;
  private @Nullable Violation violation;
  private boolean handedOver;
  private boolean ended;

  /** Writes in front of the handler {@code first}, so that no encoder sees the answer. */
  Refusal(Channel channel, ChannelHandler first, Exchanges exchanges) {
    this.channel = channel;
    this.first = first;
    this.exchanges = exchanges;
  }

  /** Whether the connection is ending; whatever comes in is to be dropped. */
  boolean begun() {
    return violation != null;
  }

  /**
   * Ends the connection as soon as the answers owed before are sent.
   *
   * @param handedOver whether the server has got the head of the wrong request
   */
  void begin(Violation violation, boolean handedOver) {
    if (this.violation == null) {
      this.violation = violation;
      this.handedOver = handedOver;
      goOn();
    }
  }

  /** Looks again, after an answer has been sent. */
  void goOn() {
    Violation wrong = violation;
    int due = handedOver ? 1 : 0;
    if (wrong == null || ended || exchanges.open() > due) {
      return;
    }
    ended = true;
    exchanges.mute();
    boolean answerable = !exchanges.begun() && exchanges.open() == due && !exchanges.switched();
    if (answerable) {
      var _ =
          channel
              .pipeline()
              .context(first)
              .writeAndFlush(wrong.answer())
              .addListener(_ -> linger());
    } else {
      close();
    }
  }

  private void linger() {
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      var _ = duplex.shutdownOutput();
      channel.config().setAutoRead(true);
      var _ = channel.eventLoop().schedule(this::close, LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      close();
    }
  }

  private void close() {
    var _ = channel.close();
  }
}
