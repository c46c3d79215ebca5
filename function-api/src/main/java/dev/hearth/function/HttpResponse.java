package dev.hearth.function;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP response as a function makes it. Immutable. The host sets {@code Content-Length}, {@code
 * Date} and {@code Connection} itself and drops what a function says of them.
 *
 * <p>The body is either there as a whole, or streamed: written while it is being sent, once the
 * function has returned the response. Streamed bodies may be larger than memory and take as long as
 * the call may run. They are not written at all for the method {@code HEAD}, nor with a status that
 * has no body (204 and 304).
 */
public final class HttpResponse {

  private static final byte[] NO_BODY = new byte[0];

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable StreamWriter writer;

  private HttpResponse(int status, Headers headers, byte[] body, @Nullable StreamWriter writer) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "a response status lies between 200 and 599, not at " + status);
    }
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.writer = writer;
  }

  /** A response without a body. */
  public static HttpResponse of(int status) {
    return new HttpResponse(status, Headers.empty(), NO_BODY, null);
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

  /**
   * 200 with a body under the given content type that {@code writer} writes while it is being sent,
   * on the thread of the call.
   */
  public static HttpResponse stream(String contentType, StreamWriter writer) {
    Headers headers = Headers.empty().with("content-type", contentType);
    return new HttpResponse(200, headers, NO_BODY, writer);
  }

  /** 200 with the events that {@code writer} sends, on the thread of the call. */
  public static HttpResponse events(EventWriter writer) {
    return stream("text/event-stream", out -> writer.write(new ServerSentEvents(out)))
        .withHeader("cache-control", "no-store");
  }

  /** The same response with another status, 200 to 599. */
  public HttpResponse withStatus(int status) {
    return new HttpResponse(status, headers, body, writer);
  }

  /** The same response with one more header field. */
  public HttpResponse withHeader(String name, String value) {
    return new HttpResponse(status, headers.with(name, value), body, writer);
  }

  /** The same response with another body, which is copied, and its content type. */
  public HttpResponse withBody(String contentType, byte[] body) {
    Headers replaced = headers.replacing("content-type", contentType);
    return new HttpResponse(status, replaced, body.clone(), null);
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

  /** Whether the body is written while it is being sent. */
  public boolean isStreamed() {
    return writer != null;
  }

  /**
   * A copy of the body.
   *
   * @throws IllegalStateException when it is streamed; {@link #writeTo} takes both kinds
   */
  public byte[] body() {
    return whole().clone();
  }

  /**
   * The body read as UTF-8.
   *
   * @throws IllegalStateException when it is streamed; {@link #writeTo} takes both kinds
   */
  public String bodyText() {
    return new String(whole(), StandardCharsets.UTF_8);
  }

  private byte[] whole() {
    if (writer != null) {
      throw new IllegalStateException("the body of this response is streamed: use writeTo(out)");
    }
    return body;
  }

  /**
   * Writes the body, whole or streamed, as the host does once the function has returned. Tests of
   * functions use it as well. {@code out} is not closed.
   *
   * @throws Exception what {@code out} or the function's writer throws
   */
  public void writeTo(OutputStream out) throws Exception {
    if (writer == null) {
      out.write(body);
    } else {
      writer.write(out);
    }
  }

  @Override
  public String toString() {
    return status + (writer == null ? " (" + body.length + " bytes)" : " (streamed)");
  }
}
