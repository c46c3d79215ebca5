package dev.hearth.host.sandbox.classloader.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerOutputTest {

  private static final Outcome.Answered HEAD =
      new Outcome.Answered(201, List.of(), Payload.empty());

  private final Heard heard = new Heard();
  private final AnswerOutput out = new AnswerOutput(HEAD, heard, ByteSize.kibibytes(1));

  /** Notes what it is given; fails once it has been told to. */
  private static final class Heard implements AnswerStream {
    private final List<String> events = new ArrayList<>();
    private boolean broken;

    @Override
    public boolean takesPieces() {
      return true;
    }

    @Override
    public void begin(Outcome.Answered head) {
      events.add("head " + head.status());
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      events.add(length > 99 ? length + " bytes" : new String(bytes, from, length, UTF_8));
    }
  }

  @Test
  void whatIsNeverSentIsAWholeAnswer() throws IOException {
    out.write("hel".getBytes(UTF_8));
    out.write('l');
    out.write('o');
    Outcome.Answered answer = out.end();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().text()).isEqualTo("hello");
    assertThat(heard.events).isEmpty();
  }

  @Test
  void aFlushSendsWhatThereIsBehindTheHead() throws IOException {
    out.flush();
    out.write("one".getBytes(UTF_8));
    out.flush();
    out.write("two".getBytes(UTF_8));
    Outcome.Answered answer = out.end();
    assertThat(answer.body().size()).isZero();
    assertThat(heard.events).containsExactly("head 201", "one", "two");
  }

  @Test
  void smallWritesGoOutTogetherAndLargeOnesAsTheyAre() throws IOException {
    int piece = AnswerOutput.PIECE_BYTES;
    for (int i = 0; i < piece + 1; i++) {
      out.write(i);
    }
    out.write(new byte[3 * piece]);
    out.end();
    assertThat(heard.events)
        .containsExactly("head 201", piece + " bytes", "\0", 3 * piece + " bytes");
  }

  @Test
  void aFailureLastsAndEndsTheAnswer() throws IOException {
    out.write(1);
    heard.broken = true;
    assertThatExceptionOfType(IOException.class).isThrownBy(out::flush).withMessage("gone");
    heard.broken = false;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write(1));
    assertThatExceptionOfType(IOException.class).isThrownBy(out::end);
    assertThat(out.failure()).hasMessage("gone");
  }

  @Test
  void nothingIsTakenBehindTheEnd() throws IOException {
    out.end();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write(1));
    assertThatExceptionOfType(IOException.class).isThrownBy(out::flush);
  }

  @Test
  void aCallerWhoTakesNoPiecesGetsOneWholeUpToTheLimit() throws IOException {
    AnswerOutput whole = new AnswerOutput(HEAD, AnswerStream.WHOLE_ONLY, ByteSize.kibibytes(1));
    whole.write(new byte[1000]);
    whole.flush();
    whole.write(new byte[24]);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> whole.write(1));
    AnswerOutput fits = new AnswerOutput(HEAD, AnswerStream.WHOLE_ONLY, ByteSize.kibibytes(1));
    fits.write(new byte[1024]);
    assertThat(fits.end().body().size()).isEqualTo(1024);
  }
}
