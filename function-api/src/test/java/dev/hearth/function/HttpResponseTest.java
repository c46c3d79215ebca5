package dev.hearth.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

  @Test
  void aStatusAloneHasNeitherHeadersNorBody() {
    HttpResponse response = HttpResponse.of(204);

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers()).isEqualTo(Headers.empty());
    assertThat(response.body()).isEmpty();
  }

  @Test
  void textIsPlainTextInUtf8() {
    HttpResponse response = HttpResponse.text("Grüße");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEqualTo("Grüße".getBytes(UTF_8));
    assertThat(response.bodyText()).isEqualTo("Grüße");
  }

  @Test
  void jsonIsTakenAsItIs() {
    HttpResponse response = HttpResponse.json("{\"a\":1}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).contains("application/json");
    assertThat(response.bodyText()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 404, 599})
  void takesAStatusOfAFinalResponse(int status) {
    assertThat(HttpResponse.text("x").withStatus(status).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100, 101, 199, 600, 1000})
  void refusesAnyOtherStatus(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpResponse.of(status))
        .withMessageContaining(Integer.toString(status));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpResponse.text("x").withStatus(status));
  }

  @Test
  void eachChangeKeepsTheRestAndTheOriginal() {
    HttpResponse original = HttpResponse.text("text");
    HttpResponse changed =
        original
            .withHeader("Vary", "accept")
            .withHeader("Vary", "origin")
            .withStatus(201)
            .withBody("text/html", "<p>".getBytes(UTF_8));

    assertThat(changed.status()).isEqualTo(201);
    assertThat(changed.headers().all("vary")).containsExactly("accept", "origin");
    assertThat(changed.headers().all("content-type")).containsExactly("text/html");
    assertThat(changed.bodyText()).isEqualTo("<p>");
    assertThat(original.status()).isEqualTo(200);
    assertThat(original.header("vary")).isEmpty();
    assertThat(original.bodyText()).isEqualTo("text");
  }

  @Test
  void isNotChangedThroughTheBytesItWasMadeFrom() {
    byte[] bytes = "body".getBytes(UTF_8);
    HttpResponse response = HttpResponse.bytes("application/octet-stream", bytes);
    bytes[0] = 'X';
    response.body()[1] = 'X';

    assertThat(response.bodyText()).isEqualTo("body");
  }

  @Test
  void refusesAHeaderThatWouldSplitTheResponse() {
    HttpResponse response = HttpResponse.of(200);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> response.withHeader("Location", "/\r\nSet-Cookie: a=b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> response.withBody("text/plain\r\nSet-Cookie: a=b", new byte[0]));
  }

  @Test
  void itsTextShowsNeitherBodyNorHeaders() {
    assertThat(HttpResponse.text("secret").withHeader("Set-Cookie", "secret"))
        .hasToString("200 (6 bytes)");
  }

  @Test
  void aStreamedBodyIsWrittenWhenItIsAskedFor() throws Exception {
    HttpResponse response =
        HttpResponse.stream("text/csv", out -> out.write("a;b".getBytes(UTF_8)))
            .withStatus(201)
            .withHeader("x", "y");
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    response.writeTo(written);

    assertThat(response.isStreamed()).isTrue();
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.header("content-type")).contains("text/csv");
    assertThat(response.header("x")).contains("y");
    assertThat(written.toString(UTF_8)).isEqualTo("a;b");
    assertThat(response).hasToString("201 (streamed)");
    assertThatIllegalStateException().isThrownBy(response::body).withMessageContaining("writeTo");
    assertThatIllegalStateException().isThrownBy(response::bodyText);
  }

  @Test
  void aBodyThatIsSetReplacesTheStreamedOne() throws Exception {
    HttpResponse response =
        HttpResponse.stream("text/csv", out -> out.write(1)).withBody("a/b", new byte[] {2});
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    response.writeTo(written);

    assertThat(response.isStreamed()).isFalse();
    assertThat(response.body()).containsExactly(2);
    assertThat(written.toByteArray()).containsExactly(2);
  }

  @Test
  void eventsAreAStreamThatNobodyKeeps() throws Exception {
    HttpResponse response = HttpResponse.events(events -> events.send("x"));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    response.writeTo(written);

    assertThat(response.header("content-type")).contains("text/event-stream");
    assertThat(response.header("cache-control")).contains("no-store");
    assertThat(written.toString(UTF_8)).isEqualTo("data: x\n\n");
  }
}
