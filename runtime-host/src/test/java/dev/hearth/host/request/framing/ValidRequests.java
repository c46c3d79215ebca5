package dev.hearth.host.request.framing;

import java.util.ArrayList;
import java.util.List;

/** Requests that are unusual and right. */
final class ValidRequests {

  /** One of them: its bytes, the minor version of HTTP of the answer, and the echo in it. */
  record Case(String name, String text, int minor, String echo) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String HOST = "Host: a.example\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n";

  private final List<Case> cases = new ArrayList<>();

  private ValidRequests() {}

  /** All of them. */
  static List<Case> all() {
    ValidRequests all = new ValidRequests();
    all.heads();
    all.fields();
    all.lengths();
    all.chunked();
    return all.cases;
  }

  private void get(String name, String text, String echo) {
    cases.add(new Case(name, text, 1, echo));
  }

  private void heads() {
    get("plain", "GET /a?b=c&d=%20 HTTP/1.1\r\n" + HOST + "\r\n", "GET /a?b=c&d=%20 []");
    get("empty lines before", "\r\n\r\nGET /a HTTP/1.1\r\n" + HOST + "\r\n", "GET /a []");
    get("empty line behind", "GET /a HTTP/1.1\r\n" + HOST + "\r\n\r\n", "GET /a []");
    get(
        "absolute form",
        "GET http://a.example/b HTTP/1.1\r\n" + HOST + "\r\n",
        "GET http://a.example/b []");
    get(
        "absolute form in capitals",
        "GET HTTPS://a.example/b HTTP/1.1\r\n" + HOST + "\r\n",
        "GET HTTPS://a.example/b []");
    get("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", "OPTIONS * []");
    get("extension method", "M-SEARCH /a HTTP/1.1\r\n" + HOST + "\r\n", "M-SEARCH /a []");
    get("method beginning with P", "PATCH /a HTTP/1.1\r\n" + HOST + "\r\n", "PATCH /a []");
    get("method beginning with PR", "PROPFIND /a HTTP/1.1\r\n" + HOST + "\r\n", "PROPFIND /a []");
    get("brackets in the query", "GET /a?b[]={c|d} HTTP/1.1\r\n" + HOST + "\r\n", "b[]={c|d} []");
    cases.add(
        new Case("HTTP/1.0", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 0, "GET /a []"));
  }

  private void fields() {
    String get = "GET /a HTTP/1.1\r\n";
    get("lower-case Host", get + "host: a.example\r\n\r\n", "GET /a []");
    get("capital Host", get + "HOST: a.example\r\n\r\n", "GET /a []");
    get("no space behind the colon", get + "Host:a.example\r\n\r\n", "GET /a []");
    get("blanks around the value", get + "Host: \t a.example \t \r\n\r\n", "GET /a []");
    get("Host with a port", get + "Host: a.example:8080\r\n\r\n", "GET /a []");
    get("Host of IPv6", get + "Host: [::1]:8080\r\n\r\n", "GET /a []");
    get("empty value", get + HOST + "X:\r\nY: \r\n\r\n", "GET /a []");
    get("the same field twice", get + HOST + "X: 1\r\nX: 2\r\n\r\n", "GET /a []");
    get("bytes beyond ASCII in a value", get + HOST + "X: \u00c3\u00a9\r\n\r\n", "GET /a []");
    get("tab in a value", get + HOST + "X: a\tb\r\n\r\n", "GET /a []");
    get("colon in a value", get + HOST + "X: a:b\r\n\r\n", "GET /a []");
    get("names of odd characters", get + HOST + "!#$%&'*+-.^_`|~: y\r\n\r\n", "GET /a []");
    get("unknown Upgrade", get + HOST + "Upgrade: foo\r\n\r\n", "GET /a []");
    get("WebSocket key 13", get + HOST + "Sec-WebSocket-Key: 1\r\n\r\n", "GET /a []");
    get("value of 8 KiB", get + HOST + "X: " + "y".repeat(8192) + "\r\n\r\n", "GET /a []");
  }

  private void lengths() {
    String post = "POST / HTTP/1.1\r\n" + HOST;
    get("length 0", post + "Content-Length: 0\r\n\r\n", "POST / []");
    get("length", post + "Content-Length: 3\r\n\r\nabc", "POST / [abc]");
    get("length in capitals", post + "CONTENT-LENGTH: 3\r\n\r\nabc", "POST / [abc]");
    get("length with zeros", post + "Content-Length: 0003\r\n\r\nabc", "POST / [abc]");
    get("length with blanks", post + "Content-Length: \t3 \r\n\r\nabc", "POST / [abc]");
    get("body like a request", post + "Content-Length: 5\r\n\r\nGET /", "POST / [GET /]");
    get("GET with a body", "GET / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\na", "GET / [a]");
    cases.add(
        new Case(
            "HTTP/1.0 with a length",
            "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
            0,
            "POST / [abc]"));
  }

  private void chunked() {
    String end = "0\r\n\r\n";
    get("one chunk", CHUNKED + "\r\n3\r\nabc\r\n" + end, "POST / [abc]");
    get("no chunk", CHUNKED + "\r\n" + end, "POST / []");
    get("capitals", CHUNKED.replace("chunked", "CHUNKED") + "\r\n" + end, "POST / []");
    get("two chunks", CHUNKED + "\r\n3\r\nabc\r\n2\r\nde\r\n" + end, "POST / [abcde]");
    get("capital size", CHUNKED + "\r\nA\r\n0123456789\r\n" + end, "[0123456789]");
    get("small size", CHUNKED + "\r\na\r\n0123456789\r\n" + end, "[0123456789]");
    get("size with zeros", CHUNKED + "\r\n0003\r\nabc\r\n000\r\n\r\n", "POST / [abc]");
    get("line ends as data", CHUNKED + "\r\n4\r\n\r\n\r\n\r\n" + end, "POST / [\r\n\r\n]");
    get("extension", CHUNKED + "\r\n3;a\r\nabc\r\n" + end, "POST / [abc]");
    get("extension with a value", CHUNKED + "\r\n3;a=b;c=d\r\nabc\r\n" + end, "POST / [abc]");
    get("quoted value", CHUNKED + "\r\n3;a=\"b ;\\\"\";c\r\nabc\r\n" + end, "POST / [abc]");
    get("extension of the last", CHUNKED + "\r\n3\r\nabc\r\n0;a=b\r\n\r\n", "POST / [abc]");
    get("trailers", CHUNKED + "\r\n3\r\nabc\r\n0\r\nX: y\r\nZ:\r\n\r\n", "POST / [abc]");
    get("field behind the coding", CHUNKED + "X: y\r\n\r\n" + end, "POST / []");
  }
}
