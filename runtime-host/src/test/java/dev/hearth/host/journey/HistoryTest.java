package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What has run and what it logged can be asked for, also after a restart. */
@ExtendWith(SharedHost.class)
class HistoryTest {

  private static final String TELLS =
      """
      System.out.println("said " + request.rawQuery());
      System.err.println("complained");
      context.logger().log(System.Logger.Level.ERROR, "grave");
      if (request.rawQuery().equals("throw")) { throw new IllegalStateException("as asked"); }
      return HttpResponse.text("done");
      """;

  private static JsonNode list(HostClient host, String query) {
    return host.admin("GET", "/v1/invocations?" + query).expect(200).json();
  }

  private static JsonNode lines(HostClient host, String query) {
    return host.admin("GET", "/v1/logs?" + query).expect(200).json().path("lines");
  }

  private static List<String> values(JsonNode list, String field) {
    List<String> values = new ArrayList<>();
    list.forEach(item -> values.add(item.path(field).asString()));
    return values;
  }

  @Test
  void invocationsLogsAndTracesAreThereAfterARestart(@TempDir Path directory) {
    String thrown;
    String before;
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.deployed("told", Functions.http(TELLS));
      host.get("told?a").expect(200);
      thrown = host.get("told?throw").expect(502).invocation();
      host.get("told?b").expect(200);
      before = host.admin("GET", "/v1/invocations/" + thrown).text();
    }
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      assertThat(host.admin("GET", "/v1/invocations/" + thrown).expect(200).text())
          .isEqualTo(before)
          .contains("java.lang.IllegalStateException", "as asked", "function-error");
      assertThat(values(list(host, "function=told").path("invocations"), "outcome"))
          .containsExactly("success", "function-error", "success");
      Reply logs = host.admin("GET", "/v1/invocations/" + thrown + "/logs").expect(200);
      assertThat(values(logs.json().path("lines"), "text"))
          .startsWith("said throw", "complained", "grave");
      JsonNode trace = host.admin("GET", "/v1/invocations/" + thrown + "/trace").json();
      assertThat(values(trace.path("spans"), "name")).contains("invocation", "queue", "run");
      host.get("told?after").expect(200);
      assertThat(values(lines(host, "function=told&contains=said"), "text"))
          .containsExactly("said after", "said b", "said throw", "said a");
    }
  }

  @Test
  void everyFilterNarrows(HostClient host) {
    host.deployed("sifted", Functions.http(TELLS));
    host.get("sifted").expect(200);
    host.get("sifted").expect(200);
    Reply failed = host.get("sifted?throw").expect(502);
    host.deployed("sifted", Functions.http("return HttpResponse.text(\"other\");"));
    host.get("sifted").expect(200);
    String at = host.recordOf(failed).json().path("receivedAt").asString();
    assertThat(list(host, "function=sifted").path("invocations")).hasSize(4);
    assertThat(list(host, "function=sifted&version=1").path("invocations")).hasSize(3);
    assertThat(list(host, "function=sifted&cold=true").path("invocations")).hasSize(2);
    assertThat(list(host, "function=sifted&outcome=failed").path("invocations")).hasSize(1);
    assertThat(list(host, "function=sifted&outcome=function-error").path("invocations")).hasSize(1);
    assertThat(list(host, "function=sifted&trigger=timer").path("invocations")).isEmpty();
    assertThat(list(host, "function=sifted&attempt=2").path("invocations")).isEmpty();
    assertThat(list(host, "function=sifted&minMillis=90000").path("invocations")).isEmpty();
    assertThat(list(host, "function=sifted&since=" + at).path("invocations")).hasSize(2);
    assertThat(list(host, "function=sifted&until=" + at).path("invocations")).hasSize(2);
  }

  @Test
  void pagesFollowEachOtherWhileNewOnesCome(HostClient host) {
    host.deployed("paged", Functions.saying("x"));
    List<String> called = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      called.add(host.get("paged").expect(200).invocation());
    }
    JsonNode page = list(host, "function=paged&limit=3");
    List<String> seen = new ArrayList<>(values(page.path("invocations"), "id"));
    while (page.has("next")) {
      host.get("paged").expect(200);
      page = list(host, "function=paged&limit=3&cursor=" + page.path("next").asString());
      seen.addAll(values(page.path("invocations"), "id"));
    }
    assertThat(seen).isEqualTo(called.reversed());
  }

  @Test
  void linesTellWhoLoggedThemAndAreFilteredAndPaged(HostClient host) {
    host.deployed("liner", Functions.http(TELLS));
    String first = host.get("liner?1").expect(200).invocation();
    host.get("liner?2").expect(200);
    JsonNode line = lines(host, "invocation=" + first + "&level=error").path(0);
    assertThat(line.path("text").asString()).isEqualTo("grave");
    assertThat(line.path("level").asString()).isEqualTo("error");
    assertThat(line.path("function").asString()).isEqualTo("liner");
    assertThat(line.path("version").intValue()).isEqualTo(1);
    assertThat(line.path("invocation").asString()).isEqualTo(first);
    assertThat(line.path("attempt").intValue()).isEqualTo(1);
    assertThat(line.path("time").asString()).endsWith("Z");
    assertThat(values(lines(host, "function=liner&contains=said"), "text"))
        .containsExactly("said 2", "said 1");
    JsonNode page = host.admin("GET", "/v1/logs?function=liner&limit=4").expect(200).json();
    List<String> seen = values(page.path("lines"), "text");
    String next = "function=liner&limit=4&cursor=" + page.path("next").asString();
    seen.addAll(values(lines(host, next), "text"));
    assertThat(seen)
        .containsExactly("grave", "complained", "said 2", "grave", "complained", "said 1");
  }

  @Test
  void whatIsLoggedAfterTheResponseIsKeptWithTheCall(HostClient host) {
    host.deployed(
        "later",
        Functions.http(
            """
            System.out.println("during");
            context.afterResponse(() -> {
              System.out.println("behind");
              System.out.print("without a line end");
            });
            return HttpResponse.text("done");
            """));
    Reply reply = host.get("later").expect(200);
    assertThat(values(host.logsOf(reply, 3).json().path("lines"), "text"))
        .containsExactly("during", "behind", "without a line end");
    assertThat(values(lines(host, "invocation=" + reply.invocation()), "text"))
        .containsExactly("without a line end", "behind", "during");
  }

  @Test
  void whatAFunctionLogsCannotPassForAnythingElse(HostClient host) {
    host.deployed(
        "forger",
        Functions.http(
            """
            System.out.println("\\u001b[2J\\u001b]0;owned\\u0007red\\r\\n\\"}\\n\\ndata: forged");
            context.logger().log(System.Logger.Level.INFO, "<script>\\u2028id: 7\\u0000");
            System.out.println("x".repeat(1 << 20));
            return HttpResponse.text("done");
            """));
    String id = host.get("forger").expect(200).invocation();
    Reply reply =
        Eventually.get(
            () -> host.admin("GET", "/v1/logs?invocation=" + id),
            r -> r.json().path("lines").size() >= 5);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    List<String> texts = values(reply.json().path("lines"), "text").reversed();
    assertThat(texts.subList(0, 4))
        .containsExactly("\uFFFD[2J\uFFFD]0;owned\uFFFDred", "\"}", "", "data: forged");
    assertThat(texts).allSatisfy(text -> assertThat(text.length()).isLessThan(9_000));
    assertThat(reply.text()).doesNotContain("\u001b", "\u0007", "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          invocations?limit=0        | limit must be a whole number from 1 to 1000
          invocations?limit=many     | limit must be a whole number from 1 to 1000
          invocations?since=noon     | since must be a moment such as 2026-11-23T17:00:00Z
          invocations?until=1        | until must be a moment such as
          invocations?outcome=nice   | outcome must be one of success, failed, invalid-request
          invocations?trigger=bell   | trigger must be one of http, pubsub, timer, other
          invocations?cold=yes       | cold must be one of true, false
          invocations?version=0      | version must be a whole number from 1
          invocations?cursor=!       | cursor must be what an earlier answer gave as "next"
          invocations?cursor=-1      | cursor must be what an earlier answer gave as "next"
          invocations?function=A_B   | function must be a function's name
          invocations?functoin=x     | did you mean "function"?
          invocations?limit=1&limit=2| limit must be given once only
          logs?level=loud            | level must be one of trace, debug, info, warning, error
          logs?follow=please         | follow must be one of true, false
          logs?follow=true&cursor=1  | leave out until and cursor
          logs?limit=1001            | limit must be a whole number from 1 to 1000
          """)
  void aParameterThatIsWrongIsRefusedWithHowItHasToBe(
      String request, String detail, HostClient host) {
    Reply reply = host.admin("GET", "/v1/" + request.strip());
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains(detail);
  }

  @Test
  void textThatIsLookedForMayBeAnything(HostClient host) {
    host.deployed(
        "quoted",
        Functions.http("System.out.println(\"50% of 'x_y'\"); return HttpResponse.of(204);"));
    host.get("quoted").expect(204);
    for (String part : List.of("50%", "'x_y'", "%", "_")) {
      String query = "function=quoted&contains=" + URLEncoder.encode(part, StandardCharsets.UTF_8);
      assertThat(lines(host, query)).as(part).hasSize(1);
    }
    assertThat(lines(host, "function=quoted&contains=50X")).isEmpty();
  }

  @Test
  void onlyWhoMayReadReadsLogs(HostClient host) {
    String key = host.newKey("invoke:*");
    Reply reply =
        host.send(
            HostClient.anonymous(host.admin(), "/v1/logs")
                .header("Authorization", "Bearer " + key)
                .GET());
    reply.expectProblem(403, "forbidden", "caller");
  }
}
