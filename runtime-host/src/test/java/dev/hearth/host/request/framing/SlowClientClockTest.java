package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which clients are too slow, by a clock of the test. */
class SlowClientClockTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration JUST_BELOW = LIMIT.minusMillis(1);
  private static final Duration NEVER = Duration.ofHours(100);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a.example\r\n";

  private final MockTicker clock = Ticker.newMockTicker();
  private final StringBuilder reached = new StringBuilder();
  private EmbeddedChannel channel = new EmbeddedChannel();

  /** A connection that is held to these limits; four bytes of a body must come in its window. */
  private void open(Duration head, Duration body, Duration idle) {
    channel = EmbeddedChannel.builder().ticker(clock).build();
    WireLimits limits = new WireLimits(8192, 8192, head, body, 4, idle, NEVER);
    WireGuard guard = new WireGuard(channel, limits);
    channel.pipeline().addLast(guard, new HttpRequestDecoder(), new HttpResponseEncoder());
    channel.pipeline().fireChannelActive();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
      if (read instanceof HttpRequest request) {
        reached.append(request.method()).append(' ');
      }
      if (read instanceof HttpContent content) {
        reached.append(content.content().toString(ISO_8859_1));
        content.release();
      }
    }
  }

  private void pass(Duration time) {
    clock.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void answer(HttpResponseStatus status) {
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set("content-length", 0);
    channel.writeOutbound(response);
  }

  private String answered() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(ISO_8859_1));
      out.release();
    }
    return text.toString();
  }

  @Test
  void bearsAHeadThatIsCompleteJustInTime() {
    open(LIMIT, NEVER, NEVER);
    send("GET / HTTP/1.1\r\n");
    pass(JUST_BELOW);
    send("Host: a.example\r\n\r\n");
    pass(LIMIT);
    assertThat(channel.isOpen()).isTrue();
    assertThat(reached).hasToString("GET ");
  }

  @Test
  void endsASecondHeadThatDoesNotComeToItsEnd() {
    open(LIMIT, NEVER, NEVER);
    send(GET + "GET /second");
    answer(HttpResponseStatus.OK);
    pass(JUST_BELOW);
    assertThat(answered()).startsWith("HTTP/1.1 200 ").doesNotContain("408");
    pass(Duration.ofMillis(1));
    assertThat(answered()).startsWith("HTTP/1.1 408 ");
    assertThat(reached).hasToString("GET ");
  }

  @Test
  void bearsABodyThatComesSlowlyEnoughAndEndsItWhenItNoLongerDoes() {
    open(NEVER, LIMIT, NEVER);
    send(POST + "Content-Length: 100\r\n\r\n");
    for (int i = 0; i < 10; i++) {
      pass(LIMIT.dividedBy(2));
      send("abcd");
    }
    assertThat(reached).hasToString("POST " + "abcd".repeat(10));
    assertThat(answered()).isEmpty();
    pass(LIMIT);
    send("abc");
    pass(LIMIT);
    assertThat(answered()).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void bearsAClientThatAwaitsContinueUntilItHasIt() {
    open(NEVER, LIMIT, NEVER);
    send(POST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    pass(LIMIT.multipliedBy(6));
    pass(JUST_BELOW);
    answer(HttpResponseStatus.CONTINUE);
    pass(JUST_BELOW);
    assertThat(answered()).startsWith("HTTP/1.1 100 ").doesNotContain("408");
    send("abc");
    assertThat(reached).hasToString("POST abc");
  }

  @Test
  void endsAClientThatHasContinueAndSendsNothing() {
    open(NEVER, LIMIT, NEVER);
    send(POST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    answer(HttpResponseStatus.CONTINUE);
    pass(LIMIT);
    assertThat(answered()).contains("HTTP/1.1 100 ", "HTTP/1.1 408 ");
  }

  @Test
  void neverCountsTheTimeOfAnAnswerAsIdle() {
    open(LIMIT, LIMIT, LIMIT);
    send(GET);
    for (int i = 0; i < 6; i++) {
      pass(LIMIT);
    }
    assertThat(channel.isOpen()).isTrue();
    answer(HttpResponseStatus.OK);
    assertThat(answered()).startsWith("HTTP/1.1 200 ");
    for (int i = 0; i < 4; i++) {
      pass(LIMIT);
    }
    assertThat(channel.isOpen()).isFalse();
  }
}
