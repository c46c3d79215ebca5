package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Request bodies that functions read while they arrive. */
@ExtendWith(SharedHost.class)
class StreamedBodiesTest {

  private static final String STREAM = "body: stream";

  /** Answers how many bytes the body has. */
  static FunctionJar counting() {
    return Functions.http(
        """
        long count = 0;
        byte[] part = new byte[10_000];
        try (var in = request.bodyStream()) {
          for (int n = in.read(part); n >= 0; n = in.read(part)) count += n;
        }
        return HttpResponse.text(request.isStreamed() + " " + count);
        """);
  }

  private static String ask(HostClient host, String method, String function, String fields) {
    return "%s /fn/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(method, function, host.key(), fields);
  }

  @Test
  void aLargeUploadGoesThroughASmallFunction(HostClient host) throws Exception {
    host.deployed("counts", counting(), STREAM + "\nbudget: {memory: 16MiB}");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "counts", "Transfer-Encoding: chunked\r\n"));
      assertThat(wire.sendChunked(128 << 20)).isEqualTo(128 << 20);
      wire.send("0\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("true " + (128 << 20));
      wire.send(ask(host, "POST", "counts", "Content-Length: 3\r\n") + "abc");
      assertThat(wire.readResponse()).endsWith("true 3");
      wire.send(ask(host, "GET", "counts", ""));
      assertThat(wire.readResponse()).endsWith("true 0");
    }
  }

  @Test
  void aLargeUploadGoesThroughOverHttp2(HostClient host) throws Exception {
    host.deployed("counts2", counting(), STREAM);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int size : new int[] {0, 1, 30 << 20}) {
        HttpResponse<String> response =
            client.send(
                host.toGateway("/fn/counts2")
                    .POST(BodyPublishers.ofByteArray(new byte[size]))
                    .build(),
                BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("true " + size);
      }
    }
  }

  @Test
  void aBodyIsNotStreamedUnlessTheManifestSaysSo(HostClient host) {
    host.deployed("buffers", counting());
    assertThat(host.post("buffers", "hello").expect(200).text()).isEqualTo("false 5");
  }

  @Test
  void answersWhileTheBodyArrives(HostClient host) throws Exception {
    host.deployed(
        "echoes",
        Functions.http(
            """
            return HttpResponse.stream("text/plain", out -> {
              byte[] part = new byte[100];
              var in = request.bodyStream();
              for (int n = in.read(part); n >= 0; n = in.read(part)) {
                out.write(part, 0, n);
                out.flush();
              }
            });
            """),
        STREAM);
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "echoes", "Transfer-Encoding: chunked\r\n"));
      wire.send("3\r\nabc\r\n");
      assertThat(wire.readUntil("abc\r\n")).startsWith("HTTP/1.1 200 ");
      wire.send("3\r\ndef\r\n");
      assertThat(wire.readUntil("def\r\n")).isEqualTo("3\r\ndef\r\n");
      wire.send("0\r\n\r\n");
      assertThat(wire.readUntil("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
    }
  }

  @Test
  void handlersOfEveryKindGetAStreamedBody(HostClient host) {
    host.deployed(
        "stream-in",
        Functions.of(
            "Function<InputStream, String>",
            """
            public String apply(InputStream in) {
              try { return new String(in.readAllBytes()); }
              catch (IOException e) { throw new UncheckedIOException(e); }
            }
            """),
        STREAM);
    host.deployed(
        "text-in",
        Functions.of(
            "Function<String, String>", "public String apply(String in) { return in + \"!\"; }"),
        STREAM);
    host.deployed("json-in", Functions.greeting(), STREAM);
    assertThat(host.post("stream-in", "hello").expect(200).text()).isEqualTo("hello");
    assertThat(host.post("text-in", "hello").expect(200).text()).isEqualTo("hello!");
    assertThat(host.post("json-in", "{\"name\": \"Ann\"}").expect(200).text())
        .contains("Hello, Ann");
  }

  @Test
  void aFunctionNeedNotReadTheRest(HostClient host) throws Exception {
    host.deployed(
        "first-byte",
        Functions.http("return HttpResponse.text(\"\" + request.bodyStream().read());"),
        STREAM);
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "first-byte", "Content-Length: 10000000\r\n") + "a");
      String response = wire.readResponse();
      assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("97");
      assertThat(response.toLowerCase(Locale.ROOT)).contains("connection: close");
      assertThat(wire.isClosedByHost()).isTrue();
    }
    try (Wire wire = new Wire(host.gateway())) {
      for (int i = 0; i < 2; i++) {
        wire.send(ask(host, "POST", "first-byte", "Content-Length: 5\r\n") + "bcdef");
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("98");
      }
    }
  }

  @Test
  void asksForTheBodyOnlyWhenTheFunctionReadsIt(HostClient host) throws Exception {
    host.deployed(
        "asks",
        Functions.http(
            """
            if (request.rawQuery().equals("no")) return HttpResponse.of(204);
            return HttpResponse.text(new String(request.bodyStream().readAllBytes()));
            """),
        STREAM);
    String expects = "Expect: 100-continue\r\nContent-Length: 5\r\n";
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "asks", expects));
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      wire.send("hello");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("hello");
    }
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "asks?no", expects));
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 204 ");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void aReaderIsToldThatItsClientIsGone(HostClient host) throws Exception {
    host.deployed(
        "bereft",
        Functions.http(
            """
            try {
              request.bodyStream().readAllBytes();
            } catch (java.io.IOException e) {
              context.logger().log(System.Logger.Level.INFO, "told");
              throw e;
            }
            return HttpResponse.of(204);
            """),
        STREAM + "\nonDisconnect: continue");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "POST", "bereft", "Content-Length: 100\r\n") + "abc");
      Eventually.holds("it runs", () -> host.instances("bereft") == 1);
    }
    String id =
        Eventually.get(
                () -> host.admin("GET", "/v1/invocations?function=bereft"),
                reply -> reply.json().path("invocations").size() == 1)
            .json()
            .path("invocations")
            .path(0)
            .path("id")
            .asString();
    assertThat(host.admin("GET", "/v1/invocations/" + id + "/logs").text()).contains("told");
  }
}
