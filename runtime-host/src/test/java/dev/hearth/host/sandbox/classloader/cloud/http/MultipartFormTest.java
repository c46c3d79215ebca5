package dev.hearth.host.sandbox.classloader.cloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.functions.HttpRequest.HttpPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

  private static final String TYPE = "multipart/form-data; boundary=\"a b\"";
  private static final String PART = "--a b\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\n";

  private static Map<String, HttpPart> read(String body) {
    return MultipartForm.read(body.getBytes(ISO_8859_1), TYPE);
  }

  private static HttpPart part(Map<String, HttpPart> parts, String name) {
    return Optional.ofNullable(parts.get(name)).orElseThrow();
  }

  @Property
  void everyPartComesOutAsItWentIn(
      @ForAll @Size(max = 5) List<byte[]> contents,
      @ForAll @AlphaChars @StringLength(min = 1, max = 30) String name)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < contents.size(); i++) {
      String head = "--never-in-content\r\nContent-Disposition: form-data; name=\"";
      body.writeBytes((head + name + i + "\"\r\n\r\n").getBytes(UTF_8));
      body.writeBytes(contents.get(i));
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--never-in-content--\r\n".getBytes(UTF_8));
    Map<String, HttpPart> parts =
        MultipartForm.read(
            body.toByteArray(), "multipart/form-data; boundary=never-in-content; x=y");
    assertThat(parts).hasSameSizeAs(contents);
    for (int i = 0; i < contents.size(); i++) {
      HttpPart part = part(parts, name + i);
      assertThat(part.getInputStream().readAllBytes()).isEqualTo(contents.get(i));
      assertThat(part.getContentLength()).isEqualTo(contents.get(i).length);
    }
  }

  @Property
  void noBytesAreReadWithAnotherResultThanPartsOrARefusal(@ForAll byte[] junk) {
    try {
      MultipartForm.read(junk, "multipart/form-data; boundary=-")
          .values()
          .forEach(part -> assertThat(part.getContentLength()).isBetween(0L, (long) junk.length));
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageStartingWith("the body is not multipart/form-data");
    }
  }

  @Test
  void contentMayLookAlmostLikeTheBoundary() throws IOException {
    String content = "--a\r\n-- a b\r\n --a b\r\n--a";
    assertThat(part(read(PART + content + "\r\n--a b--"), "q").getReader().readLine())
        .isEqualTo("--a");
    assertThat(part(read(PART + content + "\r\n--a b--"), "q").getContentLength())
        .isEqualTo(content.length());
  }

  @Test
  void theLastOfSeveralPartsWithOneNameIsGiven() throws IOException {
    Map<String, HttpPart> parts = read(PART + "1\r\n" + PART + "2\r\n--a b--");
    assertThat(parts).hasSize(1);
    assertThat(part(parts, "q").getReader().readLine()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--a b",
        "--a b\r\n",
        "--a b\r\nContent-Disposition: form-data; name=q",
        PART,
        PART + "content",
        PART + "content\r\n--a bc--",
        "--a b trailing\r\n\r\n--a b--",
        "--a b\r\nno colon\r\n\r\nx\r\n--a b--",
        "--a b\r\nContent-Disposition: form-data; filename=x\r\n\r\nx\r\n--a b--"
      })
  void whatBreaksOffOrHasNoNameIsRefused(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the body is not multipart/form-data: ");
  }

  @Test
  void aTypeWithoutABoundaryIsRefused() {
    assertThatThrownBy(() -> MultipartForm.read(new byte[0], "multipart/form-data"))
        .hasMessageContaining("names no boundary");
  }
}
