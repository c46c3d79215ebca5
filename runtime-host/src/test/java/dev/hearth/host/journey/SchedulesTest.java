package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Schedules fire while their functions are cold, and their owners see and steer them. */
@ExtendWith(SharedHost.class)
class SchedulesTest {

  private static final String EVERY_SECOND =
      "triggers: [{schedule: {name: tick, cron: '@every 1s'}}]";
  private static final String NEVER_SOON =
      "triggers: [{schedule: {name: rare, cron: '0 0 29 2 *', zone: Europe/Vienna}}]";

  private static FunctionJar function(String contract, String body) {
    return FunctionJar.of(
        "com.acme.Ticker",
        """
        package com.acme;
        import dev.hearth.function.*;
        import java.util.*;
        import java.util.function.*;
        public class Ticker implements %s {
          %s
        }
        """
            .formatted(contract, body));
  }

  private static FunctionJar ticker() {
    return function(
        "EventFunction",
        """
        public void handle(Event event, Context context) {
          System.out.println("type " + event.type() + " time " + event.time().get());
        }
        """);
  }

  private static JsonNode schedule(HostClient host, String function) {
    return host.admin("GET", "/v1/schedules?function=" + function)
        .expect(200)
        .json()
        .path("schedules")
        .path(0);
  }

  private static JsonNode once(HostClient host, String function, String state) {
    return Eventually.get(
        () -> schedule(host, function),
        schedule -> schedule.path("last").path("state").asString("").equals(state));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http     | HttpFunction | public HttpResponse handle(HttpRequest r, Context c) {"
            + " boolean fired = r.headers().first(\"ce-type\").get().endsWith(\"schedule.fired\");"
            + " return HttpResponse.of(fired & r.bodyText().contains(\"scheduled\") ? 204 : 500); }",
        "event    | EventFunction | public void handle(Event e, Context c) {"
            + " if (!e.dataText().contains(e.time().get().toInstant().toString()))"
            + " { throw new IllegalStateException(e.dataText()); } }",
        "typed    | TypedFunction<Map<String, String>, String> | "
            + "public String handle(Map<String, String> in, Context c) { return in.get(\"scheduled\").toString(); }",
        "of-event | TypedFunction<Event, String> | public String handle(Event in, Context c) { return in.time().get().toString(); }",
        "function | Function<String, String> | public String apply(String in) { return in.substring(in.indexOf(\"scheduled\")); }",
        "supplier | Supplier<String> | public String get() { return \"now\"; }",
        "consumer | Consumer<Map<String, Object>> | public void accept(Map<String, Object> in) { in.get(\"fired\").toString(); }",
      })
  void everyKindOfHandlerCanBeScheduled(
      String name, String contract, String body, HostClient host) {
    String function = "kind-" + name;
    host.deployed(function, function(contract, body), EVERY_SECOND);
    assertThat(once(host, function, "succeeded").path("state").asString()).isEqualTo("waiting");
    host.admin("DELETE", "/v1/functions/" + function).expect(204);
  }

  @Test
  void firesWhileTheFunctionIsColdAndShowsTheRun(HostClient host) {
    host.deployed("cold", ticker(), EVERY_SECOND + "\nkeepAlive: 1s");
    JsonNode schedule = once(host, "cold", "succeeded");
    String id = schedule.path("last").path("id").asString();
    JsonNode run =
        Eventually.get(() -> host.admin("GET", "/v1/invocations/" + id), r -> r.status() == 200)
            .json();
    assertThat(run.toString()).contains("\"timer\"");
    Reply logs =
        Eventually.get(
            () -> host.admin("GET", "/v1/invocations/" + id + "/logs"), r -> r.status() == 200);
    assertThat(logs.text()).contains("type dev.hearth.schedule.fired time 20");
    host.admin("DELETE", "/v1/functions/cold").expect(204);
    host.admin("GET", "/v1/schedules?function=cold")
        .expectProblem(404, "unknown-function", "caller");
  }

  @Test
  void showsWhatItIsAndItsNextFiveRuns(HostClient host) {
    host.deployed("shown", ticker(), NEVER_SOON);
    JsonNode schedule = schedule(host, "shown");
    assertThat(schedule.path("function").asString()).isEqualTo("shown");
    assertThat(schedule.path("name").asString()).isEqualTo("rare");
    assertThat(schedule.path("cron").asString()).isEqualTo("0 0 29 2 *");
    assertThat(schedule.path("zone").asString()).isEqualTo("Europe/Vienna");
    assertThat(schedule.path("overlap").asString()).isEqualTo("skip");
    assertThat(schedule.path("catchUp").asString()).isEqualTo("last");
    assertThat(schedule.path("next")).hasSize(5);
    assertThat(schedule.path("next")).allMatch(at -> at.asString().endsWith("-02-29T00:00+01:00"));
    assertThat(schedule.has("last")).isFalse();
    assertThat(host.admin("GET", "/v1/schedules").json().path("schedules").toString())
        .contains("\"function\":\"shown\"");
  }

  @Test
  void firesOutOfTurn(HostClient host) {
    host.deployed("fired", ticker(), NEVER_SOON);
    Eventually.get(
        () -> host.admin("POST", "/v1/schedules/fired/rare/fire"), r -> r.status() == 202);
    JsonNode after = once(host, "fired", "succeeded");
    assertThat(after.path("next").path(0).asString()).endsWith("-02-29T00:00+01:00");
    host.admin("POST", "/v1/schedules/fired/often/fire")
        .expectProblem(404, "unknown-schedule", "caller");
    host.admin("POST", "/v1/schedules/nobody/rare/fire")
        .expectProblem(404, "unknown-function", "caller");
    String reader = host.newKey("read");
    Reply refused =
        host.send(
            HostClient.anonymous(host.admin(), "/v1/schedules/fired/rare/fire")
                .header("Authorization", "Bearer " + reader)
                .POST(BodyPublishers.noBody()));
    refused.expectProblem(403, "forbidden", "caller");
    host.admin("POST", "/v1/functions/fired/disable").expect(200);
    assertThat(schedule(host, "fired").path("state").asString()).isEqualTo("disabled");
    host.admin("POST", "/v1/schedules/fired/rare/fire")
        .expectProblem(503, "function-disabled", "function");
  }

  @Test
  void doesNotFireOutOfTurnWhatMustNotOverlap(HostClient host) {
    host.deployed(
        "slow",
        function(
            "Supplier<String>",
            "public String get() { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { throw new IllegalStateException(e); } } }"),
        NEVER_SOON + "\ntimeout: {run: 20s}");
    Eventually.get(
        () -> host.admin("POST", "/v1/schedules/slow/rare/fire"), r -> r.status() == 202);
    host.admin("POST", "/v1/schedules/slow/rare/fire").expectProblem(409, "conflict", "caller");
    host.admin("DELETE", "/v1/functions/slow").expect(204);
  }

  @Test
  void restsWhileItIsPaused(HostClient host) {
    host.deployed("paused", ticker(), EVERY_SECOND);
    once(host, "paused", "succeeded");
    host.admin("POST", "/v1/schedules/paused/tick/pause").expect(204);
    JsonNode paused = schedule(host, "paused");
    assertThat(paused.path("state").asString()).isEqualTo("paused");
    assertThat(paused.path("next")).isEmpty();
    String last = paused.path("last").path("scheduled").asString();
    host.admin("POST", "/v1/schedules/paused/tick/resume").expect(204);
    Eventually.holds(
        "it fires again",
        () -> !schedule(host, "paused").path("last").path("scheduled").asString().equals(last));
    host.admin("POST", "/v1/schedules/paused/tock/pause")
        .expectProblem(404, "unknown-schedule", "caller");
    host.admin("DELETE", "/v1/functions/paused").expect(204);
  }

  @Test
  void goesOnAfterARestart(@TempDir Path directory) {
    String last;
    try (RunningHost host = RunningHost.start(directory)) {
      host.client().deployed("kept", ticker(), EVERY_SECOND);
      last = once(host.client(), "kept", "succeeded").path("last").path("scheduled").asString();
    }
    try (RunningHost host = RunningHost.start(directory)) {
      Eventually.holds(
          "it fires again",
          () ->
              !schedule(host.client(), "kept")
                  .path("last")
                  .path("scheduled")
                  .asString()
                  .equals(last));
      assertThat(once(host.client(), "kept", "succeeded").path("state").asString())
          .isEqualTo("waiting");
    }
  }
}
