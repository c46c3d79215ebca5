package dev.hearth.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a function sees it. The host and tests build it. Immutable, but for a body
 * that is streamed: the host streams it to functions whose manifest says {@code body: stream}, and
 * such a body can be read once, as a stream.
 */
public final class HttpRequest {

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, List<String>> query;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable InputStream stream;

  private HttpRequest(Builder builder) {
    this.method = builder.method;
    this.path = builder.path;
    this.rawQuery = builder.rawQuery;
    this.query = QueryParameters.parse(builder.rawQuery);
    this.headers = builder.headers;
    this.body = builder.body;
    this.stream = builder.stream;
  }

  /** Begins a request for {@code path}, which starts with a slash and holds no query. */
  public static Builder builder(String method, String path) {
    return new Builder(method, path);
  }

  /** The method, for instance {@code GET}. */
  public String method() {
    return method;
  }

  /**
   * The path behind the function's address, as it was sent (not percent-decoded), always with a
   * leading slash: {@code /fn/shop/orders/7} gives the function {@code shop} the path {@code
   * /orders/7}.
   */
  public String path() {
    return path;
  }

  /** The query as it was sent, without the question mark; empty if there was none. */
  public String rawQuery() {
    return rawQuery;
  }

  /** The decoded query parameters, several values to a name, in order; unmodifiable. */
  public Map<String, List<String>> query() {
    return query;
  }

  /** The first value of a query parameter. */
  public Optional<String> queryParameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The header fields. */
  public Headers headers() {
    return headers;
  }

  /** The first value of a header field. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /**
   * A copy of the body; empty if there was none.
   *
   * @throws IllegalStateException when it is streamed; {@link #bodyStream} reads both kinds
   */
  public byte[] body() {
    return whole().clone();
  }

  /**
   * The body read as UTF-8.
   *
   * @throws IllegalStateException when it is streamed; {@link #bodyStream} reads both kinds
   */
  public String bodyText() {
    return new String(whole(), StandardCharsets.UTF_8);
  }

  private byte[] whole() {
    if (stream != null) {
      throw new IllegalStateException(
          "the body of this request is streamed, as the manifest's \"body: stream\" says: read"
              + " bodyStream()");
    }
    return body;
  }

  /**
   * The body as a stream: from its beginning at each call, but for a body that is streamed, of
   * which there is one stream. That one waits for what the client has not sent yet, and throws an
   * {@code IOException} when the client is gone or has sent more than the host allows.
   */
  public InputStream bodyStream() {
    return stream == null ? new ByteArrayInputStream(body) : stream;
  }

  /** Whether the body is read while it arrives. */
  public boolean isStreamed() {
    return stream != null;
  }

  @Override
  public String toString() {
    return method + ' ' + path + (stream == null ? " (" + body.length + " bytes)" : " (streamed)");
  }

  /** Collects the parts of a request. */
  public static final class Builder {

    private final String method;
    private final String path;
    private String rawQuery = "";
    private Headers headers = Headers.empty();
    private byte[] body = new byte[0];
    private @Nullable InputStream stream;

    private Builder(String method, String path) {
      if (!path.startsWith("/") || path.indexOf('?') >= 0) {
        throw new IllegalArgumentException(
            "a path starts with a slash and holds no query: \"" + path + '"');
      }
      this.method = method;
      this.path = path;
    }

    /** Sets the query, as sent and without its question mark. */
    public Builder query(String rawQuery) {
      this.rawQuery = rawQuery;
      return this;
    }

    /** Sets all header fields. */
    public Builder headers(Headers headers) {
      this.headers = headers;
      return this;
    }

    /** Adds one header field. */
    public Builder header(String name, String value) {
      this.headers = headers.with(name, value);
      return this;
    }

    /** Sets the body to a copy of {@code body}. */
    public Builder body(byte[] body) {
      this.body = body.clone();
      this.stream = null;
      return this;
    }

    /** Sets the body to {@code text} in UTF-8. */
    public Builder body(String text) {
      this.body = text.getBytes(StandardCharsets.UTF_8);
      this.stream = null;
      return this;
    }

    /** Sets a body that is read while it arrives, once, from {@code stream}. */
    public Builder body(InputStream stream) {
      this.body = new byte[0];
      this.stream = stream;
      return this;
    }

    /** The request. */
    public HttpRequest build() {
      return new HttpRequest(this);
    }
  }
}
