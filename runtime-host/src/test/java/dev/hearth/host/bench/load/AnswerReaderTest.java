package dev.hearth.host.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 201 Created\r\ncontent-length:0\r\n\r\n",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 201 -\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0A\r\n0\r\n\r\n0\r\n\r\nx\r\n0\r\nT: b\r\n\r\n",
      })
  void findsTheEndHoweverTheBytesCome(String answer) throws IOException {
    for (int size = 1; size <= answer.length(); size++) {
      AnswerReader reader = new AnswerReader();
      for (int from = 0; from < answer.length(); from += size) {
        int to = Math.min(answer.length(), from + size);
        assertThat(reader.take(bytes(answer.substring(from, to)))).isEqualTo(to == answer.length());
      }
      assertThat(reader.status()).isEqualTo(201);
      assertThat(reader.closes()).isFalse();
    }
  }

  @Test
  void seesThatTheServerWillClose() throws IOException {
    AnswerReader reader = new AnswerReader();

    boolean complete = reader.take(bytes("HTTP/1.1 503 No\r\nConnection: close\r\n\r\nab"));

    assertThat(complete).isFalse();
    assertThat(reader.closes()).isTrue();
    assertThat(reader.endsWithConnection()).isTrue();
  }

  @Test
  void refusesWhatIsNotHttp() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new AnswerReader().take(bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n")))
        .withMessageContaining("ssh-2.0");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
