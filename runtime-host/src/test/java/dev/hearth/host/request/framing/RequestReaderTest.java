package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestReaderTest {

  private static final String[] PIECES = {
    "GET / HTTP/1.1\r\n",
    "POST /a HTTP/1.1\r\n",
    "GET / HTTP/1.0\r\n",
    "Host: a\r\n",
    "Host: a\r\n",
    "Content-Length: 3\r\n",
    "Content-Length: 0\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: x\r\n",
    "X: y\r\n",
    "\r\n",
    "\r\n",
    "\r\n",
    "abc",
    "3\r\nabc\r\n",
    "3;a=\"b\"\r\nabc\r\n",
    "0\r\n\r\n",
    "0\r\n",
    " ",
    "\t",
    "\n",
    "\r",
    ":",
    ";",
    "\"",
    "\0",
    "\u00e9",
    "Sec-WebSocket-Key1: 1\r\n",
    "Sec-WebSocket-Key2: 1\r\n",
    "Upgrade: x\r\n",
    "chunked",
    "0",
    "5"
  };

  static Stream<String> invalid() {
    return InvalidRequests.all().stream().map(InvalidRequests.Case::text);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesAlikeHoweverTheBytesAreCut(String text) {
    assertThat(read(text, 1))
        .isEqualTo(read(text, text.length()))
        .last()
        .asString()
        .doesNotStartWith("end");
  }

  @Property(tries = 5_000)
  void readsAlikeHoweverTheBytesAreCut(@ForAll("wire") String text) {
    List<String> whole = read(text, text.length());
    assertThat(read(text, 1)).isEqualTo(whole);
    assertThat(read(text, 7)).isEqualTo(whole);
  }

  /** What this lets through must mean the same to the decoder behind it. */
  @Property(tries = 20_000)
  void theDecoderBehindFindsTheSameRequests(@ForAll("wire") String text) {
    List<String> ends = read(text, text.length());
    List<String> complete = ends.stream().filter(e -> e.startsWith("end ")).toList();
    if (complete.isEmpty()) {
      return;
    }
    int length = Integer.parseInt(complete.getLast().substring(4));
    EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder());
    decoder.writeInbound(Unpooled.copiedBuffer(text.substring(0, length), ISO_8859_1));
    int requests = 0;
    for (HttpObject part = decoder.readInbound(); part != null; part = decoder.readInbound()) {
      assertThat(part.decoderResult().isSuccess()).as("%s", part.decoderResult()).isTrue();
      if (part instanceof LastHttpContent) {
        requests++;
      }
      if (part instanceof HttpContent content) {
        content.release();
      }
    }
    decoder.finishAndReleaseAll();
    assertThat(requests).isEqualTo(complete.size());
  }

  @Provide
  Arbitrary<String> wire() {
    Arbitrary<String> head =
        Arbitraries.of(
            "GET / HTTP/1.1\r\nHost: a\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    Arbitrary<String> rest =
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    return head.flatMap(first -> rest.map(first::concat))
        .list()
        .ofMaxSize(3)
        .map(RequestReaderTest::join);
  }

  private static String join(List<String> parts) {
    return String.join("", parts);
  }

  /** Where requests end, and the violation, if any, when the text comes in pieces. */
  private static List<String> read(String text, int piece) {
    RequestReader reader = new RequestReader(WireLimits.DEFAULTS);
    ByteBuf in = Unpooled.copiedBuffer(text, ISO_8859_1);
    List<String> found = new ArrayList<>();
    try {
      int i = 0;
      while (i < text.length()) {
        int to = Math.min(text.length(), (i / piece + 1) * piece);
        i = reader.read(in, i, to);
        if (reader.done()) {
          found.add("end " + i);
          reader.next();
        }
      }
    } catch (FramingException e) {
      found.add(e.violation().name());
    }
    return found;
  }
}
