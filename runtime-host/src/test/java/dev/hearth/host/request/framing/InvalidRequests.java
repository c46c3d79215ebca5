package dev.hearth.host.request.framing;

import java.util.ArrayList;
import java.util.List;

/** Requests without a certain meaning, by what is wrong with them. */
final class InvalidRequests {

  /** One of them, and the status with which it is refused. */
  record Case(String name, String text, int status) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String HOST = "Host: a.example\r\n";
  private static final String CHUNKED = post("Transfer-Encoding: chunked");

  private final List<Case> cases = new ArrayList<>();

  private InvalidRequests() {}

  /** All of them. */
  static List<Case> all() {
    InvalidRequests all = new InvalidRequests();
    all.requestLines();
    all.fieldLines();
    all.hosts();
    all.lengths();
    all.codings();
    all.chunkSizes();
    all.chunkExtensions();
    all.trailers();
    all.sizes();
    return all.cases;
  }

  private void bad(String name, String text) {
    cases.add(new Case(name, text, 400));
  }

  private void refused(int status, String name, String text) {
    cases.add(new Case(name, text, status));
  }

  private static String get(String... fields) {
    return "GET / HTTP/1.1\r\n" + HOST + String.join("", fields) + "\r\n";
  }

  private static String post(String... fields) {
    return "POST / HTTP/1.1\r\n" + HOST + String.join("\r\n", fields) + "\r\n\r\n";
  }

  private void requestLines() {
    bad("no version", "GET /\r\n" + HOST + "\r\n");
    bad("no target", "GET  HTTP/1.1\r\n" + HOST + "\r\n");
    bad("method only", "GET\r\n\r\n");
    bad("two spaces before the target", "GET  / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("two spaces before the version", "GET /  HTTP/1.1\r\n" + HOST + "\r\n");
    bad("tab before the target", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n");
    bad("tab before the version", "GET /\tHTTP/1.1\r\n" + HOST + "\r\n");
    bad("vertical tab in the target", "GET /\u000b HTTP/1.1\r\n" + HOST + "\r\n");
    bad("form feed before the version", "GET /\f HTTP/1.1\r\n" + HOST + "\r\n");
    bad("space behind the version", "GET / HTTP/1.1 \r\n" + HOST + "\r\n");
    bad("space before the method", " GET / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("illegal character in the method", "G(T / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("control character in the method", "G\u0001T / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("lower-case protocol", "GET / http/1.1\r\n" + HOST + "\r\n");
    bad("other protocol", "GET / ICE/1.1\r\n" + HOST + "\r\n");
    bad("two digits of version", "GET / HTTP/1.10\r\n" + HOST + "\r\n");
    bad("no minor version", "GET / HTTP/1\r\n" + HOST + "\r\n");
    bad("comma in the version", "GET / HTTP/1,1\r\n" + HOST + "\r\n");
    refused(505, "version 0.9", "GET / HTTP/0.9\r\n" + HOST + "\r\n");
    refused(505, "version 1.2", "GET / HTTP/1.2\r\n" + HOST + "\r\n");
    refused(505, "version 2.0 in a request line", "GET / HTTP/2.0\r\n" + HOST + "\r\n");
    bad("preface of HTTP/2 broken off", "PRI * HTTP/2.0\r\n\r\nSX\r\n\r\n");
    bad("target without a slash", "GET index.html HTTP/1.1\r\n" + HOST + "\r\n");
    bad("target with another scheme", "GET gopher://a/ HTTP/1.1\r\n" + HOST + "\r\n");
    bad("asterisk without OPTIONS", "GET * HTTP/1.1\r\n" + HOST + "\r\n");
    bad("fragment in the target", "GET /a#b HTTP/1.1\r\n" + HOST + "\r\n");
    bad("raw UTF-8 in the target", "GET /\u00c3\u00a9 HTTP/1.1\r\n" + HOST + "\r\n");
    bad("DEL in the target", "GET /\u007f HTTP/1.1\r\n" + HOST + "\r\n");
    bad("NUL in the target", "GET /\0 HTTP/1.1\r\n" + HOST + "\r\n");
    bad("bare LF behind the request line", "GET / HTTP/1.1\n" + HOST + "\r\n");
    bad("bare CR behind the request line", "GET / HTTP/1.1\r" + HOST + "\r\n");
    bad("bare LF before the request line", "\nGET / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("garbage before the request line", "\u0000\u0001GET / HTTP/1.1\r\n" + HOST + "\r\n");
    bad("TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    refused(501, "CONNECT", "CONNECT a.example:80 HTTP/1.1\r\n" + HOST + "\r\n");
  }

  private void fieldLines() {
    bad("space before the first field", "GET / HTTP/1.1\r\n X: y\r\n" + HOST + "\r\n");
    bad("tab before the first field", "GET / HTTP/1.1\r\n\tX: y\r\n" + HOST + "\r\n");
    bad("folded field", get("X: y\r\n z\r\n"));
    bad("folded field with a tab", get("X: y\r\n\tz\r\n"));
    bad("folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked") + "0\r\n\r\n");
    bad("space before the colon", get("X : y\r\n"));
    bad("tab before the colon", get("X\t: y\r\n"));
    bad("space before the colon of Content-Length", post("Content-Length : 3") + "abc");
    bad("space in a name", get("X Y: z\r\n"));
    bad("empty name", get(": y\r\n"));
    bad("no colon", get("X\r\n"));
    bad("illegal character in a name", get("X@: y\r\n"));
    bad("control character in a name", get("X\u0001: y\r\n"));
    bad("byte beyond ASCII in a name", get("\u00e9: y\r\n"));
    bad("NUL in a value", get("X: a\0b\r\n"));
    bad("control character in a value", get("X: a\u0001b\r\n"));
    bad("DEL in a value", get("X: a\u007fb\r\n"));
    bad("vertical tab in a value", get("X:\u000bchunked\r\n"));
    bad("bare CR in a value", get("X: a\rb\r\n"));
    bad("bare CR hiding a field", get("X: a\rContent-Length: 5\r\n"));
    bad("bare LF behind a field", get("X: y\n"));
    bad("bare LF hiding a field", get("X: y\nTransfer-Encoding: chunked\r\n"));
    bad("bare LF ending the head", "GET / HTTP/1.1\r\n" + HOST + "\n");
    bad("bare CR ending the head", "GET / HTTP/1.1\r\n" + HOST + "\rX");
    bad("CR CR LF behind a field", get("X: y\r\r\n"));
    bad("obsolete WebSocket key", get("Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n"));
  }

  private void hosts() {
    bad("no Host", "GET / HTTP/1.1\r\nX: y\r\n\r\n");
    bad("no field at all", "GET / HTTP/1.1\r\n\r\n");
    bad("two Hosts", get(HOST));
    bad("two different Hosts", get("Host: b.example\r\n"));
    bad("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\n" + HOST + HOST + "\r\n");
    bad("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
    bad("Host with a list", "GET / HTTP/1.1\r\nHost: a.example, b.example\r\n\r\n");
    bad("Host with a path", "GET / HTTP/1.1\r\nHost: a.example/b\r\n\r\n");
    bad("Host with a user", "GET / HTTP/1.1\r\nHost: u@a.example\r\n\r\n");
  }

  private void lengths() {
    bad("two different lengths", post("Content-Length: 3", "Content-Length: 4") + "abcd");
    bad("the same length twice", post("Content-Length: 3", "Content-Length: 3") + "abc");
    bad("list of lengths", post("Content-Length: 3, 3") + "abc");
    bad("length with a plus", post("Content-Length: +3") + "abc");
    bad("negative length", post("Content-Length: -1"));
    bad("hexadecimal length", post("Content-Length: 0x3") + "abc");
    bad("length with a space in it", post("Content-Length: 1 2") + "abcdefghijkl");
    bad("length with an underscore", post("Content-Length: 1_0") + "abcdefghij");
    bad("length with a fraction", post("Content-Length: 3.0") + "abc");
    bad("empty length", post("Content-Length:"));
    bad("length of blanks", post("Content-Length: \t "));
    bad("length in words", post("Content-Length: three") + "abc");
    bad("length of 2^63", post("Content-Length: 9223372036854775808"));
    bad("length of 2^64 + 3", post("Content-Length: 18446744073709551619") + "abc");
  }

  private void codings() {
    String end = "0\r\n\r\n";
    bad("coding and length", post("Content-Length: 5", "Transfer-Encoding: chunked") + end);
    bad("length and coding", post("Transfer-Encoding: chunked", "Content-Length: 5") + end);
    bad("coding and length 0", post("Transfer-Encoding: chunked", "Content-Length: 0") + end);
    bad("unknown coding", post("Transfer-Encoding: pigeons") + end);
    bad("identity", post("Transfer-Encoding: identity") + end);
    bad("empty coding", post("Transfer-Encoding:") + end);
    bad("chunked, then gzip", post("Transfer-Encoding: chunked, gzip") + end);
    bad("gzip, then chunked", post("Transfer-Encoding: gzip, chunked") + end);
    bad("chunked twice", post("Transfer-Encoding: chunked, chunked") + end);
    bad("two codings", post("Transfer-Encoding: chunked", "Transfer-Encoding: x") + end);
    bad("the same coding twice", post("Transfer-Encoding: chunked", "transfer-encoding: chunked"));
    bad("coding in quotes", post("Transfer-Encoding: \"chunked\"") + end);
    bad("coding with a parameter", post("Transfer-Encoding: chunked;q=1") + end);
    bad("coding cut short", post("Transfer-Encoding: chunke") + end);
    bad("coding too long", post("Transfer-Encoding: chunkedchunked") + end);
    bad("coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + end);
  }

  private void chunkSizes() {
    bad("no chunk size", CHUNKED + "\r\nabc\r\n0\r\n\r\n");
    bad("chunk size not hexadecimal", CHUNKED + "g\r\nabc\r\n0\r\n\r\n");
    bad("chunk size with 0x", CHUNKED + "0x3\r\nabc\r\n0\r\n\r\n");
    bad("negative chunk size", CHUNKED + "-3\r\nabc\r\n0\r\n\r\n");
    bad("chunk size with a plus", CHUNKED + "+3\r\nabc\r\n0\r\n\r\n");
    bad("space before the chunk size", CHUNKED + " 3\r\nabc\r\n0\r\n\r\n");
    bad("space behind the chunk size", CHUNKED + "3 \r\nabc\r\n0\r\n\r\n");
    bad("words behind the chunk size", CHUNKED + "3 abc\r\nabc\r\n0\r\n\r\n");
    bad("NUL behind the chunk size", CHUNKED + "3\0\r\nabc\r\n0\r\n\r\n");
    bad("chunk size of 2^31", CHUNKED + "80000000\r\n");
    bad("chunk size of 2^64 + 3", CHUNKED + "10000000000000003\r\nabc\r\n0\r\n\r\n");
    bad("bare LF behind the chunk size", CHUNKED + "3\nabc\r\n0\r\n\r\n");
    bad("bare CR behind the chunk size", CHUNKED + "3\rabc\r\n0\r\n\r\n");
    bad("bare LF behind the chunk", CHUNKED + "3\r\nabc\n0\r\n\r\n");
    bad("nothing behind the chunk", CHUNKED + "3\r\nabc0\r\n\r\n");
    bad("chunk longer than its size", CHUNKED + "3\r\nabcdef\r\n0\r\n\r\n");
    bad("bare LF behind the last chunk", CHUNKED + "0\n\r\n");
    bad("bare LF ending the body", CHUNKED + "0\r\n\n");
    bad("zeros without end", CHUNKED + "0".repeat(300) + "\r\n\r\n");
  }

  private void chunkExtensions() {
    bad("extension without a name", CHUNKED + "3;\r\nabc\r\n0\r\n\r\n");
    bad("extension without a value", CHUNKED + "3;a=\r\nabc\r\n0\r\n\r\n");
    bad("extension with a space", CHUNKED + "3; a=b\r\nabc\r\n0\r\n\r\n");
    bad("extension with bare LF", CHUNKED + "3;a\nabc\r\n0\r\n\r\n");
    bad("extension with bare CR", CHUNKED + "3;a\rb\r\nabc\r\n0\r\n\r\n");
    bad("open quote in an extension", CHUNKED + "3;a=\"b\r\nabc\r\n0\r\n\r\n");
    bad("LF in a quoted extension", CHUNKED + "3;a=\"b\nc\"\r\nabc\r\n0\r\n\r\n");
    bad("words behind a quote", CHUNKED + "3;a=\"b\"c\r\nabc\r\n0\r\n\r\n");
    bad("extension too long", CHUNKED + "3;a=" + "b".repeat(300) + "\r\nabc\r\n0\r\n\r\n");
  }

  private void trailers() {
    bad("Content-Length as trailer", CHUNKED + "0\r\nContent-Length: 3\r\n\r\n");
    bad("Transfer-Encoding as trailer", CHUNKED + "0\r\nTransfer-Encoding: chunked\r\n\r\n");
    bad("Host as trailer", CHUNKED + "0\r\n" + HOST + "\r\n");
    bad("folded trailer", CHUNKED + "0\r\nX: y\r\n z\r\n\r\n");
    bad("trailer without a colon", CHUNKED + "0\r\nX\r\n\r\n");
    bad("space before the colon of a trailer", CHUNKED + "0\r\nX : y\r\n\r\n");
    bad("bare LF behind a trailer", CHUNKED + "0\r\nX: y\n\r\n");
  }

  private void sizes() {
    String much = "a".repeat(20_000);
    refused(414, "long target", "GET /" + much + " HTTP/1.1\r\n" + HOST + "\r\n");
    refused(414, "long method", much + " / HTTP/1.1\r\n" + HOST + "\r\n");
    refused(414, "empty lines without end", "\r\n".repeat(10_000) + get());
    refused(431, "long value", get("X: " + much + "\r\n"));
    refused(431, "long name", get(much + ": x\r\n"));
    refused(431, "many fields", get("X: y\r\n".repeat(5_000)));
  }
}
