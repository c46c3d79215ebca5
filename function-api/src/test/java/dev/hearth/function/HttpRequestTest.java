package dev.hearth.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {

  @Test
  void isEmptyButForMethodAndPathUnlessMoreIsSaid() {
    HttpRequest request = HttpRequest.builder("GET", "/").build();

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/");
    assertThat(request.rawQuery()).isEmpty();
    assertThat(request.query()).isEmpty();
    assertThat(request.headers()).isEqualTo(Headers.empty());
    assertThat(request.body()).isEmpty();
    assertThat(request.bodyText()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "/orders?id=7", "http://host/"})
  void refusesAPathWithoutASlashOrWithAQuery(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpRequest.builder("GET", path))
        .withMessageContaining('"' + path + '"');
  }

  @Test
  void leavesThePathAndTheRawQueryAsTheyWereSent() {
    HttpRequest request = HttpRequest.builder("GET", "/a%2Fb").query("q=%41+b").build();

    assertThat(request.path()).isEqualTo("/a%2Fb");
    assertThat(request.rawQuery()).isEqualTo("q=%41+b");
  }

  @Test
  void decodesTheQuery() {
    HttpRequest request = HttpRequest.builder("GET", "/").query("q=%41+b&q=2&flag").build();

    assertThat(request.query()).isEqualTo(Map.of("q", List.of("A b", "2"), "flag", List.of("")));
    assertThat(request.queryParameter("q")).contains("A b");
    assertThat(request.queryParameter("flag")).contains("");
    assertThat(request.queryParameter("Q")).isEmpty();
  }

  @Test
  void addsSingleHeadersToThoseSetAtOnce() {
    HttpRequest request =
        HttpRequest.builder("GET", "/")
            .headers(Headers.empty().with("Accept", "text/html"))
            .header("accept", "*/*")
            .build();

    assertThat(request.headers().all("accept")).containsExactly("text/html", "*/*");
    assertThat(request.header("ACCEPT")).contains("text/html");
  }

  @Test
  void isNotChangedThroughTheBytesItWasMadeFrom() {
    byte[] bytes = "body".getBytes(UTF_8);
    HttpRequest request = HttpRequest.builder("POST", "/").body(bytes).build();
    bytes[0] = 'X';
    request.body()[1] = 'X';

    assertThat(request.bodyText()).isEqualTo("body");
  }

  @Test
  void readsAndWritesTextAsUtf8() {
    HttpRequest request = HttpRequest.builder("POST", "/").body("Ä🔥").build();

    assertThat(request.body()).isEqualTo("Ä🔥".getBytes(UTF_8));
    assertThat(request.bodyText()).isEqualTo("Ä🔥");
  }

  @Test
  void streamsTheBodyFromItsBeginningAtEachCall() throws IOException {
    HttpRequest request = HttpRequest.builder("POST", "/").body("body").build();

    assertThat(request.bodyStream().readAllBytes()).asString(UTF_8).isEqualTo("body");
    assertThat(request.bodyStream().readAllBytes()).asString(UTF_8).isEqualTo("body");
  }

  @Test
  void doesNotSeeWhatItsBuilderIsToldAfterwards() {
    HttpRequest.Builder builder = HttpRequest.builder("POST", "/").query("a=1").body("one");
    HttpRequest first = builder.build();
    builder.query("a=2").body("two").header("x", "y");

    assertThat(first.queryParameter("a")).contains("1");
    assertThat(first.bodyText()).isEqualTo("one");
    assertThat(first.headers()).isEqualTo(Headers.empty());
  }

  @Test
  void itsTextShowsNeitherBodyNorHeadersNorQuery() {
    HttpRequest request =
        HttpRequest.builder("POST", "/login")
            .query("token=secret")
            .header("Authorization", "secret")
            .body("secret")
            .build();

    assertThat(request).hasToString("POST /login (6 bytes)");
  }

  @Test
  void aStreamedBodyIsReadOnceAndAsAStream() throws IOException {
    HttpRequest request =
        HttpRequest.builder("POST", "/")
            .body("whole")
            .body(new ByteArrayInputStream("part".getBytes(UTF_8)))
            .build();

    assertThat(request.isStreamed()).isTrue();
    assertThat(request.bodyStream()).isSameAs(request.bodyStream());
    assertThat(request.bodyStream().readAllBytes()).isEqualTo("part".getBytes(UTF_8));
    assertThat(request.bodyStream().read()).isEqualTo(-1);
    assertThat(request).hasToString("POST / (streamed)");
    assertThatIllegalStateException().isThrownBy(request::body).withMessageContaining("bodyStream");
    assertThatIllegalStateException().isThrownBy(request::bodyText);
  }

  @Test
  void aWholeBodyReplacesAStreamedOne() throws IOException {
    HttpRequest request =
        HttpRequest.builder("POST", "/")
            .body(new ByteArrayInputStream(new byte[1]))
            .body("whole")
            .build();

    assertThat(request.isStreamed()).isFalse();
    assertThat(request.bodyText()).isEqualTo("whole");
    assertThat(request.bodyStream()).hasContent("whole");
  }
}
