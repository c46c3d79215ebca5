package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.cloud.Exchange.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same JAR, here and in the original: same status, same header fields, same body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswersTest {

  private static final String FORM = "Content-Type: multipart/form-data; boundary=X";

  private RunningHost host;
  private Original original;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    FunctionJar jar = CloudJars.of("Probe");
    original = Original.start(directory, jar, "com.acme.Probe");
    host = RunningHost.start(directory.resolve("data"));
    host.client().deployed("probe", jar, "auth: public");
  }

  @AfterAll
  void stop() {
    original.close();
    host.close();
  }

  @ParameterizedTest
  @MethodSource({"heads", "queries", "bodies", "forms", "answers", "failures"})
  void theFunctionAnswersAsInTheOriginal(Request request) throws IOException {
    Exchange.Answer there = original.call(request);
    Exchange.Answer here = Exchange.with(host.client().gateway(), "/fn/probe", request);
    assertThat(here.compared()).isEqualTo(there.compared());
    assertThat(Exchange.lengthOf(here, there)).isEqualTo(there.length());
  }

  static Stream<Request> heads() {
    return Stream.of(
        Request.of("GET", "/"),
        Request.of("GET", "/a/b%20c/%41%C3%BC/d"),
        Request.of("GET", "/a;x=1/b;y/c%3Bd"),
        Request.of("GET", "/a/./b/../c%2Ed/%7E%f0%9f%98%80%2a/."),
        Request.of("GET", "/%22%23%3c%3E%3f%5b%5D%5e%60%7b%7c%7D%21%24%26%27%28%29%2b%2c%3a%3d%40"),
        Request.of("GET", "/a.b/..c/d..", "X-Two: one", "x-two: two", "X-TWO: three, four"),
        Request.of("DELETE", "/x"),
        Request.of("OPTIONS", "/x"),
        Request.of("HEAD", "/x"),
        Request.of("PATCH", "/x").with("p"),
        Request.of("PUT", "/x").with("p"),
        Request.of("GET", "/", "Cookie: a=b; c=d", "Accept: text/html, */*;q=0.1", "X-Empty:"),
        Request.of("GET", "/", "Authorization: Basic YTpi", "User-Agent: probe/1"),
        Request.of("GET", "/favicon.ico"),
        Request.of("GET", "/robots.txt?x=1"),
        Request.of("POST", "/robots.txt").with("x"),
        Request.of("GET", "/a/favicon.ico"));
  }

  static Stream<Request> queries() {
    return Stream.of(
            "x=1&x=2&y=%C3%A9&z&w=a+b%2B&=e&%3D=%26",
            "a=b&&c=d;e=f&",
            "a=%E2%82%AC%F0%9F%98%80",
            "a=b=c&a",
            "x=%zz",
            "x=%4",
            "x=%FF",
            "do=dump&x=%E4%BC",
            "a[]=1&a[]=2")
        .map(query -> Request.of("GET", "/?" + query));
  }

  static Stream<Request> bodies() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    byte[] large = new byte[300_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ((i * 31) >> 3);
    }
    String text = "gr\u00fc\u00df\r\nzwei\n";
    String utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return Stream.of(
        Request.of("POST", "/", "Content-Length: 0"),
        Request.of("POST", "/", "Content-Type: application/octet-stream").with(all),
        Request.of("POST", "/", "Transfer-Encoding: chunked").with(all),
        Request.of("POST", "/", "Transfer-Encoding: chunked"),
        Request.of("POST", "/").with(large),
        Request.of("POST", "/", "Transfer-Encoding: chunked").with(large),
        Request.of("POST", "/", "Content-Type: application/x-www-form-urlencoded").with("a=b&c=d"),
        Request.of("POST", "/?do=dump&as=text").with(utf8),
        Request.of("POST", "/?as=text", "Content-Type: text/plain").with(utf8),
        Request.of("POST", "/?as=text", "Content-Type: text/html").with(utf8),
        Request.of("POST", "/?as=text", "Content-Type: application/json").with(utf8),
        Request.of("POST", "/?as=text", "Content-Type: text/plain; charset=iso-8859-1").with(text),
        Request.of("POST", "/?as=text", "Content-Type: text/plain; charset=\"latin1\"; a=b")
            .with(text),
        Request.of("POST", "/?as=text", "Content-Type: text/plain; charset=nope").with(utf8),
        Request.of("POST", "/", "Content-Type: text/plain; charset=nope").with(utf8),
        Request.of("POST", "/?do=same").with("x"));
  }

  @SuppressWarnings("StringConcatToTextBlock") // line ends are CR LF
  static Stream<Request> forms() {
    String simple = "--X\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nval\r\n--X--\r\n";
    return Stream.of(
            simple,
            "",
            "--X--\r\n",
            "garbage",
            simple.replace("\r\n", "\n"),
            "--X\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nval\r\n--X--",
            "before\r\n" + simple + "behind",
            simple.replace("--X--", "--X") + simple.replace("val", "val2"),
            "--X\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nval\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\n\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data\r\n\r\nval\r\n--X--\r\n",
            "--X\r\n\r\nval\r\n--X--\r\n",
            "--X \t\r\nContent-Disposition: form-data; name=\"a\\\"b\"\r\n\r\nv\r\n--X--\r\n",
            "--X\r\ncontent-disposition: form-data; name=q; filename*=UTF-8''%e2%82%ac.txt\r\n"
                + "X-A: 1\r\nx-a: 2\r\nContent-Transfer-Encoding: base64\r\n\r\ndmFs\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a b.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\0\1\u00ff\r\n-\r\n--\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"\u00c3\u00bc\"; filename=\"\"\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n\u00c3\u00bc\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"t\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\u00fc\r\n--X--\r\n")
        .flatMap(body ->
            Stream.of(
                Request.of("POST", "/?do=parts", FORM).with(body),
                Request.of("POST", "/?do=parts", FORM, "Transfer-Encoding: chunked").with(body)));
  }

  static Stream<Request> answers() {
    return Stream.of(
            "head",
            "head&status=201&text=made",
            "head&status=204",
            "head&status=204&text=dropped",
            "head&status=304&text=dropped",
            "head&status=418&status=299",
            "head&status=404&text=none",
            "head&status=500&text=mine",
            "head&status=503&field=Retry-After:7",
            "head&field=X-Many:a&field=x-many:b&field=X-Many:c,+d&tell",
            "head&field=Set-Cookie:c=1&field=Set-Cookie:d=2",
            "head&field=Content-Type:text/css&field=content-type:text/html&text=x&tell",
            "head&type=text/html&type=none&text=x",
            "head&type=none&text=x&tell",
            "head&field=Location:/x&status=302",
            "head&field=X-Evil:a%0D%0AX-B:+c%E2%82%AC%C3%A9%01z",
            "head&type=text/plain&text=gr%C3%BC%C3%9F%E2%82%AC",
            "head&type=text/html&text=gr%C3%BC%C3%9F%E2%82%AC",
            "head&type=application/json&text=gr%C3%BC%C3%9F%E2%82%AC",
            "head&type=image/png&text=gr%C3%BC%C3%9F%E2%82%AC",
            "head&type=text/plain;charset%3Dutf-16&text=gr%C3%BC",
            "head&type=text/plain;charset%3DUTF-8&text=gr%C3%BC",
            "head&type=text/plain;charset%3Dnope&text=x",
            "body&blocks=0",
            "body&blocks=10",
            "body&blocks=33",
            "body&blocks=700",
            "body&blocks=20&flush",
            "body&close",
            "body&blocks=100&close",
            "late",
            "writer",
            "null-header",
            "nothing",
            "unheard-of")
        .flatMap(query ->
            Stream.of(Request.of("GET", "/?do=" + query), Request.of("HEAD", "/?do=" + query)));
  }

  static Stream<Request> failures() {
    return Stream.of(
            "throw",
            "error",
            "recurse",
            "stream-then-writer",
            "writer-then-stream",
            "bytes-then-text",
            "text-then-bytes",
            "parts",
            "head&status=99",
            "head&status=1000",
            "head&status=x",
            "head&field=X-Kept:1&status=0")
        .flatMap(query ->
            Stream.of(
                Request.of("GET", "/?do=" + query),
                Request.of("PUT", "/?do=" + query).with("x"),
                Request.of("HEAD", "/?do=" + query)));
  }
}
