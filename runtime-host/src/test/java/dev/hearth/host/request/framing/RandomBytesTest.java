package dev.hearth.host.request.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is sent, the connection ends, and one request line is at most one request. */
class RandomBytesTest {

  private static final GuardedServer SERVER = GuardedServer.echoing(WireLimits.DEFAULTS);

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  @Property(tries = 300)
  void neverLeaveTheConnectionHangingNorReachTheHandlerTwice(@ForAll("noise") String noise)
      throws IOException {
    SERVER.reached().clear();
    try (var client = new RawClient(SERVER.port())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\n" + noise).finish();
      client.readToClose();
    }
    assertThat(SERVER.reached()).hasSizeLessThanOrEqualTo(1);
  }

  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> words =
        Arbitraries.of(
            "\r\n",
            "\r\n\r\n",
            "Content-Length: 2\r\n",
            "Transfer-Encoding: chunked\r\n",
            "2\r\n",
            "0\r\n\r\n",
            "X: y\r\n",
            "ab");
    Arbitrary<String> bytes = Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf);
    return Arbitraries.frequencyOf(Tuple.of(5, words), Tuple.of(1, bytes))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
