package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What may be wrong with a request on the wire, and what its sender is told. */
enum Violation {
  MALFORMED_REQUEST_LINE(
      Status.BAD_REQUEST, "the request line is not METHOD SP TARGET SP HTTP/1.1"),
  MALFORMED_TARGET(
      Status.BAD_REQUEST,
      "the request target must be a path, an http or https URL, or * with OPTIONS"),
  ILLEGAL_TARGET_BYTE(
      Status.BAD_REQUEST, "the request target has a byte that must be percent-encoded"),
  CONNECT(Status.NOT_IMPLEMENTED, "CONNECT is for proxies, and this is none"),
  UNKNOWN_VERSION(Status.VERSION_NOT_SUPPORTED, "only HTTP/1.1, HTTP/1.0 and HTTP/2 are spoken"),
  LONG_REQUEST_LINE(Status.URI_TOO_LONG, "the request line is too long"),
  LONG_HEADERS(Status.HEADERS_TOO_LARGE, "the header fields are too long"),
  BARE_LINE_FEED(Status.BAD_REQUEST, "a line ends in LF without CR"),
  BARE_CARRIAGE_RETURN(Status.BAD_REQUEST, "CR is not followed by LF"),
  SPACE_BEFORE_FIRST_FIELD(
      Status.BAD_REQUEST, "the line after the request line begins with a space"),
  FOLDED_FIELD(Status.BAD_REQUEST, "a header field goes on in a second line (obs-fold)"),
  SPACE_BEFORE_COLON(Status.BAD_REQUEST, "there is a space between a header name and its colon"),
  ILLEGAL_FIELD_NAME(Status.BAD_REQUEST, "a header name is empty or has an illegal character"),
  NO_COLON(Status.BAD_REQUEST, "a header line has no colon"),
  CONTROL_IN_VALUE(Status.BAD_REQUEST, "a header value has a control character"),
  NO_HOST(Status.BAD_REQUEST, "an HTTP/1.1 request must have a Host header"),
  SEVERAL_HOSTS(Status.BAD_REQUEST, "there is more than one Host header"),
  MALFORMED_HOST(Status.BAD_REQUEST, "the Host header is not HOST or HOST:PORT"),
  SEVERAL_LENGTHS(Status.BAD_REQUEST, "there is more than one Content-Length header"),
  MALFORMED_LENGTH(Status.BAD_REQUEST, "Content-Length is not a decimal number below 2^63"),
  LENGTH_AND_CODING(Status.BAD_REQUEST, "Content-Length and Transfer-Encoding exclude each other"),
  UNKNOWN_CODING(Status.BAD_REQUEST, "the only transfer coding understood is chunked"),
  CODING_IN_HTTP_10(Status.BAD_REQUEST, "HTTP/1.0 has no Transfer-Encoding"),
  OBSOLETE_WEBSOCKET(
      Status.BAD_REQUEST, "Sec-WebSocket-Key1 and -Key2 hide a body; use WebSocket version 13"),
  MALFORMED_CHUNK_SIZE(Status.BAD_REQUEST, "a chunk size is not a hexadecimal number below 2^31"),
  MALFORMED_CHUNK_EXTENSION(
      Status.BAD_REQUEST, "a chunk extension is not ;NAME or ;NAME=VALUE without spaces"),
  LONG_CHUNK_LINE(Status.BAD_REQUEST, "the line of a chunk size is longer than 256 bytes"),
  MALFORMED_CHUNK_END(Status.BAD_REQUEST, "a chunk is not followed by CR LF: its size is wrong"),
  FRAMING_IN_TRAILER(
      Status.BAD_REQUEST, "Host, Content-Length and Transfer-Encoding may not be trailers"),
  UNREADABLE(Status.BAD_REQUEST, "the request is not valid HTTP"),
  SLOW_HEAD(Status.REQUEST_TIMEOUT, "the request line and headers did not arrive in time"),
  SLOW_BODY(Status.REQUEST_TIMEOUT, "the request body came too slowly");

  private final Status status;
  private final String detail;

  Violation(Status status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  /** A new exception that carries it, without a stack trace. */
  FramingException exception() {
    return new FramingException(this);
  }

  /** The status code of the answer. */
  int code() {
    return status.code;
  }

  /** The answer's body, a problem document as of RFC 9457. */
  String problem() {
    return """
    {"type":"about:blank","title":"%s","status":%d,"detail":"%s",\
    "reason":"%s","component":"caller"}\
    """
        .formatted(status.title, status.code, detail, status.reason);
  }

  /** The whole answer as bytes, in a buffer of its own. */
  ByteBuf answer() {
    String body = problem();
    String head =
        """
        HTTP/1.1 %d %s\r
        Content-Type: application/problem+json\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(status.code, status.title, body.length());
    return Unpooled.copiedBuffer(head + body, US_ASCII);
  }

  private enum Status {
    BAD_REQUEST(400, "Bad Request", "invalid-request"),
    REQUEST_TIMEOUT(408, "Request Timeout", "caller-timeout"),
    URI_TOO_LONG(414, "URI Too Long", "invalid-request"),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "invalid-request"),
    NOT_IMPLEMENTED(501, "Not Implemented", "invalid-request"),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "invalid-request");

    private final int code;
    private final String title;
    private final String reason;

    Status(int code, String title, String reason) {
      this.code = code;
      this.title = title;
      this.reason = reason;
    }
  }
}
