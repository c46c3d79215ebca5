package dev.hearth.host.sandbox.classloader.cloud;

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
 * @param body the whole of the form, never changed
 * @param from where the content of the part begins
 * @param to behind its end
 */
record FormPart(
    String name,
    Optional<String> fileName,
    List<HeaderField> headers,
    byte[] body,
    int from,
    int to)
    implements HttpPart {

  FormPart {
    headers = List.copyOf(headers);
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
    return to - from;
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return getContentType().flatMap(ContentTypes::named);
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(body, from, to - from);
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
