package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.request.lambda.invoke.Frames;
import dev.hearth.host.request.lambda.invoke.Frames.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Answers that come as events while the function writes them. */
@ExtendWith(SharedHost.class)
class LambdaStreamTest {

  private static final String PATH = "/2021-11-15/functions/%s/response-streaming-invocations";
  private static final String TWO_AT_ONCE = "concurrency: {perInstance: 2}";

  private static final String STATE =
      """
      static final java.util.concurrent.Semaphore GO = new java.util.concurrent.Semaphore(0);
      static final java.util.concurrent.atomic.AtomicLong POURED =
          new java.util.concurrent.atomic.AtomicLong();
      """;

  private static HttpRequest ask(HostClient host, String function) {
    return host.toGateway(PATH.formatted(function)).POST(BodyPublishers.ofString("{}")).build();
  }

  private static List<Frame> all(HostClient host, String function) {
    var reply =
        host.send(host.toGateway(PATH.formatted(function)).POST(BodyPublishers.ofString("{}")));
    reply.expect(200);
    assertThat(reply.header("content-type")).isEqualTo("application/vnd.amazon.eventstream");
    return Frames.read(reply.body().copy());
  }

  private static String text(List<Frame> frames) {
    return frames.stream()
        .filter(frame -> frame.type().equals("PayloadChunk"))
        .map(Frame::text)
        .collect(Collectors.joining());
  }

  private static String readTo(String end, InputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith(end)) {
      read.append(next(in).text());
    }
    return read.toString();
  }

  /** The next frame of a stream that goes on. */
  private static Frame next(InputStream in) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    byte[] length = in.readNBytes(4);
    frame.writeBytes(length);
    frame.writeBytes(in.readNBytes(ByteBuffer.wrap(length).getInt() - 4));
    return Frames.read(frame.toByteArray()).getFirst();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void piecesAreSeenOneByOne(HttpClient.Version version, HostClient host) throws Exception {
    String name = "lt-one-" + version.name().endsWith("2");
    host.deployed(
        name,
        Functions.http(
            STATE,
            """
            if (request.method().equals("GET")) { GO.release(); return HttpResponse.of(204); }
            return HttpResponse.stream("text/plain", out -> {
              out.write("first".getBytes());
              out.flush();
              GO.acquire();
              out.write("second".getBytes());
            }).withStatus(201).withHeader("x-a", "b");
            """),
        TWO_AT_ONCE);
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpResponse<InputStream> response =
          client.send(ask(host, name), BodyHandlers.ofInputStream());
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-amz-executed-version")).contains("$LATEST");
      InputStream body = response.body();
      String begun = readTo("first", body);
      int zeros = begun.indexOf("\0".repeat(8));
      assertThat(new JsonMapper().readTree(begun.substring(0, zeros)))
          .isEqualTo(
              new JsonMapper()
                  .readTree(
                      "{\"statusCode\":201,\"headers\":{\"content-type\":\"text/plain\",\"x-a\":\"b\"}}"));
      assertThat(begun.substring(zeros + 8)).isEqualTo("first");
      host.get(name).expect(204);
      assertThat(next(body).text()).isEqualTo("second");
      Frame last = next(body);
      assertThat(last.type()).isEqualTo("InvokeComplete");
      assertThat(last.text()).isEqualTo("{}");
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  /** A function of values, so that no status stands in front of its answer. */
  private static String streaming(String writes) {
    return """
    public HttpResponse apply(Map<String, Object> in) {
      return HttpResponse.stream("text/plain", out -> {
        %s
      });
    }
    """
        .formatted(writes);
  }

  private static final String FUNCTION = "Function<Map<String, Object>, HttpResponse>";

  @Test
  void aFailureBehindTheFirstPieceStandsAtTheEnd(HostClient host) {
    host.deployed(
        "lt-breaks",
        Functions.of(
            FUNCTION,
            streaming(
                """
                out.write("half".getBytes());
                out.flush();
                throw new IllegalStateException("broke");
                """)));
    List<Frame> frames = all(host, "lt-breaks");
    assertThat(text(frames)).isEqualTo("half");
    var end = new JsonMapper().readTree(frames.getLast().text());
    assertThat(frames.getLast().type()).isEqualTo("InvokeComplete");
    assertThat(end.path("ErrorCode").asString()).isNotEmpty();
    assertThat(end.path("ErrorDetails").asString()).contains("broke");
  }

  @Test
  void aLargeAnswerComesWholeInManyPieces(HostClient host) {
    host.deployed(
        "lt-large",
        Functions.of(
            FUNCTION,
            streaming(
                "for (int i = 0; i < 300; i++) out.write(\"0123456789\".repeat(5000).getBytes());")));
    List<Frame> frames = all(host, "lt-large");
    assertThat(text(frames)).hasSize(300 * 50_000).startsWith("0123456789012");
    assertThat(frames.size()).isGreaterThan(300);
    assertThat(frames.getLast().text()).isEqualTo("{}");
  }

  @Test
  void aSlowReaderHoldsUpTheFunction(HostClient host) throws Exception {
    host.deployed(
        "lt-pours",
        Functions.http(
            STATE,
            """
            if (request.method().equals("GET")) { return HttpResponse.text(POURED.toString()); }
            return HttpResponse.stream("a/b", out -> {
              byte[] part = new byte[64 * 1024];
              for (int i = 0; i < 4096; i++) {
                out.write(part);
                POURED.addAndGet(part.length);
              }
            });
            """),
        TWO_AT_ONCE);
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          "POST %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(PATH.formatted("lt-pours"), host.key()));
      wire.readUntil("\r\n\r\n");
      long[] before = {-1};
      Eventually.holds(
          "the function stands still",
          () -> {
            long now = Long.parseLong(host.get("lt-pours").expect(200).text());
            boolean same = now == before[0] && now > 0;
            before[0] = now;
            return same;
          });
      assertThat(before[0]).isLessThan(64L << 20);
    }
    Eventually.holds("the call has ended with its reader", () -> lost(host, "lt-pours") == 1);
  }

  /** Calls that ended with their reader: gone, or found to take nothing. */
  private static int lost(HostClient host, String function) {
    return Stream.of("cancelled", "caller-timeout")
        .mapToInt(outcome ->
            host.admin("GET", "/v1/invocations?outcome=" + outcome + "&function=" + function)
                .json()
                .path("invocations")
                .size())
        .sum();
  }

  @Test
  void anOldClientReadsToTheEndOfTheConnection(HostClient host) throws Exception {
    host.deployed("lt-old", Functions.of(FUNCTION, streaming("out.write(\"one\".getBytes());")));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          "POST %s HTTP/1.0\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(PATH.formatted("lt-old"), host.key()));
      String read = wire.readToClose();
      assertThat(read).startsWith("HTTP/1.").contains("PayloadChunk", "one", "InvokeComplete");
    }
  }

  @Test
  void whatDoesNotRunIsAnErrorAndNoStream(HostClient host) {
    host.deployed("lt-off", Functions.saying("x"), "concurrency: {max: 0}");
    var off =
        host.send(host.toGateway(PATH.formatted("lt-off")).POST(BodyPublishers.ofString("{}")));
    off.expect(429);
    assertThat(off.header("x-amzn-errortype")).isEqualTo("TooManyRequestsException");
    var event =
        host.send(
            host.toGateway(PATH.formatted("lt-off"))
                .header("X-Amz-Invocation-Type", "Event")
                .POST(BodyPublishers.ofString("{}")));
    event.expect(400);
    assertThat(event.header("x-amzn-errortype")).isEqualTo("InvalidParameterValueException");
    var dry =
        host.send(
            host.toGateway(PATH.formatted("lt-off"))
                .header("X-Amz-Invocation-Type", "DryRun")
                .POST(BodyPublishers.ofString("{}")));
    dry.expect(204);
  }
}
