package dev.hearth.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTest {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ServerSentEvents events = new ServerSentEvents(sent);

  private String text() {
    return sent.toString(UTF_8);
  }

  @Test
  void anEventEndsWithAnEmptyLine() throws IOException {
    events.send("one");
    events.send("Grüße");
    assertThat(text()).isEqualTo("data: one\n\ndata: Grüße\n\n");
  }

  @Test
  void allFieldsStandBeforeTheData() throws IOException {
    events.send(
        ServerSentEvent.of("7").withName("price").withId("a b").withRetry(Duration.ofSeconds(2)));
    assertThat(text()).isEqualTo("event: price\nid: a b\nretry: 2000\ndata: 7\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb', 'data: a|data: b||'",
    "'a\r\nb', 'data: a|data: b||'",
    "'a\rb', 'data: a|data: b||'",
    "'a\n\rb', 'data: a|data: |data: b||'",
    "'a\n', 'data: a|data: ||'",
    "'', 'data: ||'",
    "' a: b', 'data:  a: b||'"
  })
  void eachLineOfTheDataIsAFieldOfItsOwn(String data, String lines) throws IOException {
    events.send(data);
    assertThat(text()).isEqualTo(lines.replace('|', '\n'));
  }

  @Test
  void commentsAreNoFields() throws IOException {
    events.comment("");
    events.comment("a\nb");
    assertThat(text()).isEqualTo(":\n\n: a\n: b\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\rb"})
  void refusesNamesAndIdsThatWouldBreakTheFraming(String text) {
    ServerSentEvent event = ServerSentEvent.of("x");
    assertThatIllegalArgumentException().isThrownBy(() -> event.withName(text));
    assertThatIllegalArgumentException().isThrownBy(() -> event.withId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> event.withId("a\0b"));
    assertThatIllegalArgumentException().isThrownBy(() -> event.withRetry(Duration.ofMillis(-1)));
  }

  @Test
  void eachEventIsFlushed() throws IOException {
    StringBuilder seen = new StringBuilder();
    ServerSentEvents flushing =
        new ServerSentEvents(
            new ByteArrayOutputStream() {
              @Override
              public void flush() {
                seen.append(toString(UTF_8)).append('|');
                reset();
              }
            });
    flushing.send("a");
    flushing.comment("b");
    assertThat(seen).hasToString("data: a\n\n|: b\n\n|");
  }
}
