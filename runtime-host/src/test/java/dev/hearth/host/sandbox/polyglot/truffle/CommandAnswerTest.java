package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer.Form;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandAnswerTest {

  private static GuestAnswer of(String written) {
    return CommandAnswer.of(written.getBytes(UTF_8), false);
  }

  private static String body(GuestAnswer answer) {
    return new String(answer.body().array(), UTF_8);
  }

  @Test
  void tellsWhatWasWritten() {
    assertThat(of("").form()).isEqualTo(Form.NOTHING);
    assertThat(of("text").form()).isEqualTo(Form.TEXT);
    assertThat(of(" [1]").form()).isEqualTo(Form.JSON);
    assertThat(CommandAnswer.of(new byte[] {(byte) 0xff}, false).form()).isEqualTo(Form.BYTES);
  }

  @Test
  void readsTheHeadOfACgiProgram() {
    GuestAnswer answer = of("Status: 404 Not here\r\nX-A: \"b\"\r\n\r\nbody\r\n\r\nmore");
    assertThat(answer.form()).isEqualTo(Form.RESPONSE);
    assertThat(answer.headJson())
        .isEqualTo("{\"status\":404,\"headers\":[[\"X-A\",\"\\u0022b\\u0022\"]]}");
    assertThat(body(answer)).isEqualTo("body\r\n\r\nmore");
    assertThat(body(of("content-type: a/b\n\nx"))).isEqualTo("x");
  }

  @Test
  void takesAHeadThatIsNoneAsTheBody() {
    for (String written :
        new String[] {"Content-Type: a/b\nno colon\n\nx", "X: y\n\nbody", "Status: 200"}) {
      assertThat(of(written).form()).as(written).isEqualTo(Form.TEXT);
      assertThat(body(of(written))).isEqualTo(written);
    }
  }

  @Property
  void losesNoByteOfWhatIsNoHead(@ForAll byte[] written) {
    GuestAnswer answer = CommandAnswer.of(written, false);
    if (answer.form() != Form.RESPONSE) {
      assertThat(answer.body().array()).isEqualTo(written);
    }
  }
}
