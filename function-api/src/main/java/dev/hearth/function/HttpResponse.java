package dev.hearth.function;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One HTTP response as a function makes it. Immutable. The host sets {@code Content-Length}, {@code
 * Date} and {@code Connection} itself and drops what a function says of them.
 */
public final class HttpResponse {

  private static final byte[] NO_BODY = new byte[0];

  private final int status;
  private final Headers headers;
  private final byte[] body;

  private HttpResponse(int status, Headers headers, byte[] body) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "a response status lies between 200 and 599, not at " + status);
    }
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A response without a body. */
  public static HttpResponse of(int status) {
    return new HttpResponse(status, Headers.empty(), NO_BODY);
  }

  /** 200 with {@code text} as {@code text/plain} in UTF-8. */
  public static HttpResponse text(String text) {
    return of(200).withBody("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** 200 with {@code json}, which must be JSON already, as {@code application/json}. */
  public static HttpResponse json(String json) {
    return of(200).withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** 200 with {@code body}, which is copied, under the given content type. */
  public static HttpResponse bytes(String contentType, byte[] body) {
    return of(200).withBody(contentType, body);
  }

  /** The same response with another status, 200 to 599. */
  public HttpResponse withStatus(int status) {
    return new HttpResponse(status, headers, body);
  }

  /** The same response with one more header field. */
  public HttpResponse withHeader(String name, String value) {
    return new HttpResponse(status, headers.with(name, value), body);
  }

  /** The same response with another body, which is copied, and its content type. */
  public HttpResponse withBody(String contentType, byte[] body) {
    return new HttpResponse(status, headers.replacing("content-type", contentType), body.clone());
  }

  /** The status code, 200 to 599. */
  public int status() {
    return status;
  }

  /** The header fields. */
  public Headers headers() {
    return headers;
  }

  /** The first value of a header field. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** A copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
