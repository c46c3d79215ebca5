package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that read log lines as they come. */
@ExtendWith(SharedHost.class)
class LogFollowTest {

  private static final String SAYS =
      """
      System.out.println("said " + request.rawQuery());
      return HttpResponse.of(204);
      """;

  /** A client that has begun to follow. */
  private static Wire follow(HostClient host, String query, String... fields) throws IOException {
    Wire wire = new Wire(host.admin());
    StringBuilder request =
        new StringBuilder("GET /v1/logs?follow=true&" + query + " HTTP/1.1\r\nHost: h\r\n");
    request.append("Authorization: Bearer ").append(host.key()).append("\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    wire.send(request.append("\r\n").toString());
    String head = wire.readUntil(": following\n\n").toLowerCase(Locale.ROOT);
    assertThat(head).startsWith("http/1.1 200 ").contains("content-type: text/event-stream");
    return wire;
  }

  private static String idBefore(String events, String text) {
    String event = events.substring(0, events.indexOf("\"text\":\"" + text + "\""));
    int from = event.lastIndexOf("id: ") + 4;
    return event.substring(from, event.indexOf('\n', from));
  }

  @Test
  void twoFollowersSeeTheSameLinesAtOnce(HostClient host) throws Exception {
    host.deployed("followed", Functions.http(SAYS));
    host.get("followed?before").expect(204);
    try (Wire one = follow(host, "function=followed");
        Wire two = follow(host, "function=followed&contains=said")) {
      host.get("followed?now").expect(204);
      host.get("followed?then").expect(204);
      String first = one.readUntil("said then\"}\n\n");
      assertThat(first).contains("said now").doesNotContain("said before");
      assertThat(two.readUntil("said then\"}\n\n")).contains("said now");
      assertThat(first).containsPattern("id: [0-9a-z]+\ndata: \\{\"time\":");
    }
  }

  @Test
  void aLineIsSeenWhileItsCallStillRuns(HostClient host) throws Exception {
    host.deployed(
        "long-one",
        Functions.http(
            "static final java.util.concurrent.Semaphore GO = new java.util.concurrent.Semaphore(0);",
            """
            if (request.rawQuery().equals("go")) { GO.release(); return HttpResponse.of(204); }
            System.out.println("half way");
            GO.acquire();
            return HttpResponse.of(204);
            """),
        "concurrency: {perInstance: 2}");
    try (Wire wire = follow(host, "function=long-one")) {
      var running = host.getLater("long-one?run");
      assertThat(wire.readUntil("half way\"}\n\n")).contains("\"function\":\"long-one\"");
      assertThat(running).isNotDone();
      host.get("long-one?go").expect(204);
      running.join().expect(204);
    }
  }

  @Test
  void whoComesBackGoesOnWhereItWas(HostClient host) throws Exception {
    host.deployed("resumed", Functions.http(SAYS));
    String last;
    try (Wire wire = follow(host, "function=resumed")) {
      host.get("resumed?1").expect(204);
      host.get("resumed?2").expect(204);
      last = idBefore(wire.readUntil("said 2\"}\n\n"), "said 1");
    }
    host.get("resumed?3").expect(204);
    try (Wire wire = follow(host, "function=resumed", "Last-Event-ID: " + last)) {
      host.get("resumed?4").expect(204);
      String missed = wire.readUntil("said 4\"}\n\n");
      assertThat(missed)
          .containsSubsequence("said 2", "said 3", "said 4")
          .doesNotContain("said 1", "event: note");
      assertThat(missed.split("said 3", -1)).hasSize(2);
    }
  }

  @Test
  void whoMissedMoreThanIsSentIsToldWhereTheRestIs(HostClient host) throws Exception {
    host.deployed("missed", Functions.http(SAYS));
    String last;
    try (Wire wire = follow(host, "function=missed")) {
      host.get("missed?0").expect(204);
      last = idBefore(wire.readUntil("said 0\"}\n\n"), "said 0");
    }
    for (int i = 1; i <= 5; i++) {
      host.get("missed?" + i).expect(204);
    }
    try (Wire wire = follow(host, "function=missed&limit=2", "Last-Event-ID: " + last)) {
      String events = wire.readUntil("said 5\"}\n\n");
      assertThat(events).contains("event: note", "said 4").doesNotContain("said 3");
      String cursor = events.replaceAll("(?s).*\"cursor\":\"([^\"]+)\".*", "$1");
      assertThat(host.admin("GET", "/v1/logs?function=missed&cursor=" + cursor).expect(200).text())
          .containsSubsequence("said 3", "said 2", "said 1", "said 0");
    }
  }

  @Test
  void aSlowFollowerHoldsUpNobodyAndIsToldWhatItMissed(@TempDir Path directory) throws Exception {
    try (RunningHost running = RunningHost.start(directory, "--response.stall=10m")) {
      HostClient host = running.client();
      host.deployed(
          "flood",
          Functions.http(
              """
              for (int i = 0; i < 30; i++) { System.out.println("x".repeat(8000)); }
              System.out.println("the end of " + request.rawQuery());
              return HttpResponse.of(204);
              """));
      try (Wire slow = follow(host, "function=flood");
          Wire quick = follow(host, "function=flood&contains=the%20end")) {
        for (int i = 1; i <= 100; i++) {
          host.get("flood?" + i).expect(204);
          assertThat(quick.readUntil("the end of " + i + "\"}\n\n")).doesNotContain("event: note");
        }
        assertThat(slow.lineAfter("event: note")).containsPattern("\"leftOut\":[1-9]");
      }
    }
  }

  @Test
  void aFollowingEndsWithItsClientAndWithTheHost(@TempDir Path directory) throws Exception {
    Wire last;
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      Wire one = follow(host, "");
      Wire two = follow(host, "");
      assertThat(host.metric("hearth_logs_followers")).isEqualTo(2);
      one.close();
      two.close();
      Eventually.holds("nobody follows", () -> host.metric("hearth_logs_followers") == 0);
      last = follow(host, "");
    }
    assertThat(last.readToClose()).doesNotContain("data:");
    last.close();
  }
}
