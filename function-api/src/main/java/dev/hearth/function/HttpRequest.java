package dev.hearth.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HTTP request as a function sees it. Immutable; the host and tests build it. */
public final class HttpRequest {

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, List<String>> query;
  private final Headers headers;
  private final byte[] body;

  private HttpRequest(Builder builder) {
    this.method = builder.method;
    this.path = builder.path;
    this.rawQuery = builder.rawQuery;
    this.query = QueryParameters.parse(builder.rawQuery);
    this.headers = builder.headers;
    this.body = builder.body;
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

  /** A copy of the body; empty if there was none. */
  public byte[] body() {
    return body.clone();
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as a stream, from its beginning at each call. */
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public String toString() {
    return method + ' ' + path + " (" + body.length + " bytes)";
  }

  /** Collects the parts of a request. */
  public static final class Builder {

    private final String method;
    private final String path;
    private String rawQuery = "";
    private Headers headers = Headers.empty();
    private byte[] body = new byte[0];

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
      return this;
    }

    /** Sets the body to {@code text} in UTF-8. */
    public Builder body(String text) {
      this.body = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    /** The request. */
    public HttpRequest build() {
      return new HttpRequest(this);
    }
  }
}
