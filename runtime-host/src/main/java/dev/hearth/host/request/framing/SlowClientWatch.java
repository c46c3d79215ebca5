package dev.hearth.host.request.framing;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client is too slow; owned by its connection's event loop.
 *
 * <p>A request that comes in one piece costs it no timer and no look at the clock: an idle
 * connection is found by a tick every half idle time.
 */
final class SlowClientWatch implements Runnable {

  /** What the client is expected to send. */
  enum Awaited {
    HEAD,
    BODY,
    REQUEST
  }

  /** The connection that is watched. */
  interface Watched {

    /** Whether the client cannot go on for now because of this host. */
    boolean heldUpByHost();

    /** Whether a request is being answered. */
    boolean answering();

    /** Called once, when the client was too slow with what was awaited. */
    void tooSlow(Awaited awaited);
  }

  private final Channel channel;
  private final WireLimits limits;
  private final Watched watched;
  private @Nullable Future<?> timer;
  private Awaited awaited = Awaited.REQUEST;
  private long timerAt;
  private long deadline;
  private long received;
  private int quietTicks;

  /** Watches nothing until one of the methods below says what is awaited. */
  SlowClientWatch(Channel channel, WireLimits limits, Watched watched) {
    this.channel = channel;
    this.limits = limits;
    this.watched = watched;
  }

  /** A head has begun, or is due because the connection is new, and is not complete. */
  void head() {
    if (awaited != Awaited.HEAD) {
      awaited = Awaited.HEAD;
      setDeadline(limits.headerTimeout().toNanos());
    }
  }

  /** Some bytes of a body have come, and more must follow. */
  void body(int bytes) {
    if (awaited == Awaited.BODY) {
      received += bytes;
    } else {
      awaited = Awaited.BODY;
      startWindow();
    }
  }

  /** The client has been asked for the body that it holds back: its time for it begins now. */
  void asked() {
    if (awaited == Awaited.BODY) {
      startWindow();
    }
  }

  /** All that was begun is complete; another request may come. */
  void request() {
    quietTicks = 0;
    if (awaited != Awaited.REQUEST || timer == null) {
      awaited = Awaited.REQUEST;
      setDeadline(limits.idle().toNanos() / 2);
    }
  }

  /** Ends the watch. */
  void stop() {
    Future<?> last = timer;
    if (last != null) {
      last.cancel(false);
      timer = null;
    }
  }

  @Override
  public void run() {
    timer = null;
    if (awaited == Awaited.REQUEST) {
      tick();
    } else {
      checkDeadline();
    }
  }

  private void tick() {
    quietTicks = watched.answering() ? 0 : quietTicks + 1;
    // Three ticks lie at least two of their distances, one idle time, after the last request.
    if (quietTicks == 3) {
      watched.tooSlow(awaited);
    } else {
      schedule(limits.idle().toNanos() / 2);
    }
  }

  private void checkDeadline() {
    long left = deadline - now();
    if (left > 0) {
      schedule(left);
    } else if (watched.heldUpByHost() || (awaited == Awaited.BODY && enough())) {
      startWindow();
    } else {
      watched.tooSlow(awaited);
    }
  }

  private boolean enough() {
    return received >= limits.minBodyBytes();
  }

  private void startWindow() {
    received = 0;
    setDeadline(limits.bodyWindow().toNanos());
  }

  private void setDeadline(long nanos) {
    deadline = now() + nanos;
    if (timer != null && timerAt - deadline > 0) {
      stop();
    }
    if (timer == null) {
      schedule(nanos);
    }
  }

  private void schedule(long nanos) {
    EventLoop loop = channel.eventLoop();
    timerAt = now() + nanos;
    timer = loop.schedule(this, nanos, TimeUnit.NANOSECONDS);
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }
}
