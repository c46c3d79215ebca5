package dev.hearth.host.sandbox.classloader.cloud.http;

import com.google.cloud.functions.HttpRequest.HttpPart;
import dev.hearth.host.invocation.HeaderField;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a form. It can be read as often as wanted. Immutable.
 *
 * @param name of the field
 * @param fileName as it was sent
 * @param headers of the part
 * @param content where it stands in the form
 */
record FormPart(String name, Optional<String> fileName, List<HeaderField> headers, Slice content)
    implements HttpPart {

  FormPart {
    headers = List.copyOf(headers);
  }

  /** Some of an array that nobody changes. */
  static final class Slice {

    private final byte[] bytes;
    private final int from;
    private final int length;

    /** The bytes from one place to another, not copied. */
    Slice(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.length = to - from;
    }

    private InputStream stream() {
      return new ByteArrayInputStream(bytes, from, length);
    }
  }

  @Override
  public Optional<String> getFileName() {
    return fileName;
  }

  @Override
  public Optional<String> getContentType() {
    return HeaderFields.first(headers, "content-type");
  }

  @Override
  public long getContentLength() {
    return content.length;
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return getContentType().flatMap(ContentTypes::named);
  }

  @Override
  public InputStream getInputStream() {
    return content.stream();
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(
        new InputStreamReader(
            getInputStream(),
            getContentType().flatMap(ContentTypes::ofOutput).orElse(StandardCharsets.UTF_8)));
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return HeaderFields.byName(headers);
  }

  @Override
  public String toString() {
    return name + " (" + getContentLength() + " bytes)";
  }
}
