package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that functions write while they are being sent. */
@ExtendWith(SharedHost.class)
class StreamedAnswersTest {

  /** Sends an event, and the next one only when it is called with {@code ?go}. */
  private static final String EVENTS =
      """
      if (request.rawQuery().equals("go")) { GO.release(); return HttpResponse.of(204); }
      return HttpResponse.events(events -> {
        events.send(ServerSentEvent.of("first").withName("tick").withId("1"));
        GO.acquire();
        events.send("two\\nlines");
      });
      """;

  private static final String GO =
      "static final java.util.concurrent.Semaphore GO = new java.util.concurrent.Semaphore(0);";
  private static final String TWO_AT_ONCE = "concurrency: {perInstance: 2}";

  static String ask(HostClient host, String method, String function) {
    return ask(host, method, function, "1.1");
  }

  private static String ask(HostClient host, String method, String function, String version) {
    return "%s /fn/%s HTTP/%s\r\nHost: h\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(method, function, version, host.key());
  }

  /** How the call of a head ended, when it has. */
  static String outcome(HostClient host, String head) {
    String id = head.replaceAll("(?s).*x-invocation-id: ([0-9a-f-]+).*", "$1");
    Reply found =
        Eventually.get(
            () -> host.admin("GET", "/v1/invocations/" + id), reply -> reply.status() == 200);
    return found.json().path("outcome").asString();
  }

  @Test
  void eventsAreSeenOneByOne(HostClient host) throws Exception {
    host.deployed("events", Functions.http(GO, EVENTS), TWO_AT_ONCE);
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "GET", "events"));
      String head = wire.readUntil("\r\n\r\n").toLowerCase(Locale.ROOT);
      assertThat(head)
          .startsWith("http/1.1 200 ")
          .contains("transfer-encoding: chunked", "content-type: text/event-stream")
          .doesNotContain("content-length");
      assertThat(wire.readUntil("\n\n\r\n")).endsWith("event: tick\nid: 1\ndata: first\n\n\r\n");
      host.get("events?go").expect(204);
      assertThat(wire.readUntil("0\r\n\r\n")).contains("data: two\ndata: lines\n\n");
      assertThat(outcome(host, head)).isEqualTo("success");
      wire.send(ask(host, "GET", "events?go"));
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void eventsAreSeenOneByOneOverHttp2(HostClient host) throws Exception {
    host.deployed("events2", Functions.http(GO, EVENTS), TWO_AT_ONCE);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<InputStream> response =
          client.send(host.toGateway("/fn/events2").GET().build(), BodyHandlers.ofInputStream());
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      String first = "event: tick\nid: 1\ndata: first\n\n";
      assertThat(new String(response.body().readNBytes(first.length()), UTF_8)).isEqualTo(first);
      host.get("events2?go").expect(204);
      assertThat(new String(response.body().readAllBytes(), UTF_8))
          .isEqualTo("data: two\ndata: lines\n\n");
    }
  }

  @Test
  void aShortAnswerThatIsNotFlushedHasALength(HostClient host) {
    host.deployed(
        "short",
        Functions.http(
            "return HttpResponse.stream(\"a/b\", out -> out.write(new byte[] {'h', 'i'}));"));
    Reply reply = host.get("short").expect(200);
    assertThat(reply.text()).isEqualTo("hi");
    assertThat(reply.header("content-length")).isEqualTo("2");
    assertThat(reply.header("content-type")).isEqualTo("a/b");
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aLongAnswerArrivesWholeAndCountsAgainstNoBudget(HttpClient.Version version, HostClient host)
      throws Exception {
    String name = "long-" + version.name().toLowerCase(Locale.ROOT).replace('_', '-');
    host.deployed(
        name,
        Functions.http(
            """
            return HttpResponse.stream("application/octet-stream", out -> {
              byte[] part = new byte[50_000];
              for (int i = 0; i < part.length; i++) part[i] = (byte) (i % 251);
              for (int i = 0; i < 1_000; i++) out.write(part);
              for (int i = 0; i < 100_000; i++) out.write(i);
            });
            """),
        "budget: {memory: 16MiB}");
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpResponse<InputStream> response =
          client.send(host.toGateway("/fn/" + name).GET().build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        for (int i = 0; i < 1_000; i++) {
          byte[] part = body.readNBytes(50_000);
          assertThat(part[49_999]).isEqualTo((byte) (49_999 % 251));
          assertThat(part[250]).isEqualTo((byte) 250);
        }
        byte[] rest = body.readAllBytes();
        assertThat(rest).hasSize(100_000);
        assertThat(rest[99_999]).isEqualTo((byte) 99_999);
      }
    }
  }

  @Test
  void aHeadRequestGetsTheHeadAlone(HostClient host) throws Exception {
    host.deployed(
        "heads",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> { throw new IllegalStateException("ran"); });
            """));
    try (Wire wire = new Wire(host.gateway())) {
      for (int i = 0; i < 2; i++) {
        wire.send(ask(host, "HEAD", "heads"));
        String head = wire.readUntil("\r\n\r\n");
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("content-type: a/b");
        assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("content-length");
        assertThat(outcome(host, head)).isEqualTo("success");
      }
    }
  }

  @Test
  void anOldClientReadsToTheEndOfTheConnection(HostClient host) throws Exception {
    host.deployed(
        "old",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> {
              out.write("one".getBytes());
              out.flush();
              out.write("two".getBytes());
            });
            """));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "GET", "old", "1.0"));
      String read = wire.readToClose();
      assertThat(read).endsWith("\r\n\r\nonetwo");
      assertThat(read.toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding");
    }
  }

  @Test
  void aSlowReaderHoldsUpItsFunctionAndNobodyElse(HostClient host) throws Exception {
    host.deployed(
        "pours",
        Functions.http(
            "static final java.util.concurrent.atomic.AtomicLong POURED ="
                + " new java.util.concurrent.atomic.AtomicLong();",
            """
            if (request.rawQuery().equals("how-much")) {
              return HttpResponse.text(POURED.toString());
            }
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
      wire.send(ask(host, "GET", "pours"));
      wire.readUntil("\r\n\r\n");
      long before = -1;
      long now = poured(host);
      while (now != before || now == 0) {
        before = now;
        Thread.sleep(100);
        now = poured(host);
      }
      // What the sockets of both sides take, 64 KiB in the pipe and as much in Netty's buffer.
      assertThat(now).isLessThan(32 << 20);
    }
  }

  private static long poured(HostClient host) {
    return Long.parseLong(host.get("pours?how-much").expect(200).text());
  }
}
