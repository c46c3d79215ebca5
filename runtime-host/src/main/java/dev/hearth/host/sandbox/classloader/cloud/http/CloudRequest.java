package dev.hearth.host.sandbox.classloader.cloud.http;

import com.google.cloud.functions.HttpRequest;
import dev.hearth.host.invocation.Input;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a function sees it. The path is the one behind the function's address, and so is the
 * URI, whose host is the one that the caller named. Used by the threads of one call.
 */
public final class CloudRequest implements HttpRequest {

  private static final String FORM = "multipart/form-data";

  private final Input.Http input;
  private final long length;
  private final BodyAccess body;
  private @Nullable Map<String, HttpPart> parts;

  /** The request that an input makes. */
  public CloudRequest(Input.Http input) {
    this.input = input;
    this.length = lengthOf(input);
    this.body = new BodyAccess(input::bodyStream);
  }

  private static long lengthOf(Input.Http input) {
    Optional<String> announced = HeaderFields.first(input.headers(), "content-length");
    try {
      return announced.isPresent() ? Long.parseLong(announced.get().strip()) : -1;
    } catch (NumberFormatException notKnown) {
      return -1;
    }
  }

  @Override
  public String getMethod() {
    return input.method();
  }

  @Override
  public String getUri() {
    String host = HeaderFields.first(input.headers(), "host").orElse("localhost");
    String query = input.query().isEmpty() ? "" : "?" + input.query();
    return "http://" + host + input.path() + query;
  }

  @Override
  public String getPath() {
    return RequestPath.canonical(input.path());
  }

  @Override
  public Optional<String> getQuery() {
    return input.query().isEmpty() ? Optional.empty() : Optional.of(input.query());
  }

  @Override
  public Map<String, List<String>> getQueryParameters() {
    return QueryParameters.of(input.query());
  }

  @Override
  public synchronized Map<String, HttpPart> getParts() {
    String contentType = contentType();
    if (!contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      throw new IllegalStateException("Content-Type must be " + FORM + ": " + contentType);
    }
    Map<String, HttpPart> known = parts;
    if (known == null) {
      known = MultipartForm.read(wholeBody(), contentType);
      parts = known;
    }
    return known;
  }

  private byte[] wholeBody() {
    try {
      return input.isStreamed() ? body.stream().readAllBytes() : input.body().array();
    } catch (IOException e) {
      throw new UncheckedIOException("the form could not be read: " + e.getMessage(), e);
    }
  }

  private String contentType() {
    return getContentType().orElse("");
  }

  @Override
  public Optional<String> getContentType() {
    return HeaderFields.first(input.headers(), "content-type");
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return ContentTypes.ofInput(contentType()).map(Charset::name);
  }

  @Override
  public InputStream getInputStream() {
    return body.stream();
  }

  @Override
  public BufferedReader getReader() {
    return body.reader(() -> charset(StandardCharsets.UTF_8));
  }

  /** The charset of the body, or another where nothing says which. */
  Charset charset(Charset otherwise) {
    return ContentTypes.ofInput(contentType()).orElse(otherwise);
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return HeaderFields.byName(input.headers());
  }

  @Override
  public String toString() {
    return getMethod() + " " + getUri();
  }
}
