package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Cloud functions are functions like others: events reach them, and what they do is recorded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersTest {

  private static final String PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";

  private RunningHost running;
  private HostClient host;

  @BeforeAll
  void start(@TempDir Path data) {
    running = RunningHost.start(data);
    host = running.client();
  }

  @AfterAll
  void stop() {
    running.close();
  }

  private void publish(String id, String type) {
    host.send(
            host.toGateway("/events")
                .header("Content-Type", "application/cloudevents+json")
                .POST(
                    BodyPublishers.ofString(
                        ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"%s\",\"source\":"
                                + "\"//pubsub.googleapis.com/projects/p/topics/t\",\"tenant\":\"a\","
                                + "\"time\":\"2026-11-27T10:00:00Z\","
                                + "\"data\":{\"message\":{\"data\":\"dGVh\"}}}")
                            .formatted(id, type))))
        .expect(202);
  }

  private static String wanting(String handler, String type) {
    return "{handler: com.acme.%s, triggers: [{event: {filters: [{exact: {type: %s}}]}}]}"
        .formatted(handler, type);
  }

  private String saidBy(String function) {
    return Eventually.get(
        () -> host.admin("GET", "/v1/logs?function=" + function).text(),
        logs -> logs.contains("SAW "));
  }

  @Test
  void publishedEventsReachEachContractInItsForm() {
    for (String handler : new String[] {"Events", "RawEvents", "ValueEvents"}) {
      host.deployed(
          "on-" + handler.toLowerCase(Locale.ROOT),
          CloudJars.of(handler, "RawEvents"),
          wanting(handler, PUBLISHED));
    }
    publish("p-1", PUBLISHED);
    assertThat(saidBy("on-events")).contains("SAW 1.0|p-1|" + PUBLISHED, "|tenant=a String|");
    assertThat(saidBy("on-rawevents"))
        .contains("SAW {\\\"data\\\":\\\"dGVh\\\"}|p-1|2026-11-27T10:00:00Z|")
        .contains("google.pubsub.topic.publish");
    assertThat(saidBy("on-valueevents")).contains("SAW dGVh|null|null|null|p-1|");
  }

  @Test
  void anHttpFunctionGetsAnEventAsARequest() {
    host.deployed(
        "on-http",
        CloudJars.http(
            "System.out.println(\"SAW \" + request.getMethod() + \" \""
                + " + request.getFirstHeader(\"ce-id\").get() + \" \" + request.getContentLength());"),
        "triggers: [{event: {filters: [{exact: {type: com.acme.http}}]}}]");
    publish("p-2", "com.acme.http");
    assertThat(saidBy("on-http")).contains("SAW POST p-2 ");
  }

  @Test
  void whatIsThrownIsAnEmpty500ToTheCallerAndAFunctionErrorToTheOwner() {
    host.deployed("throws", CloudJars.http("throw new IllegalStateException(\"as asked\");"));
    Reply reply = host.get("throws");
    assertThat(reply.expect(500).text()).isEmpty();
    assertThat(reply.header("content-type")).isEmpty();
    Reply record = host.recordOf(reply);
    assertThat(record.json().path("outcome").asString()).isEqualTo("function-error");
    assertThat(record.json().path("error").path("type").asString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(host.logsOf(reply, 1).text()).contains("as asked", "com.acme.Web.service");
    assertThat(host.admin("GET", "/metrics").text())
        .containsPattern("outcome=\"function-error\"[^}]*\\} [1-9]");
  }

  @Test
  void inputThatATypedFunctionDoesNotTakeIsTheCallersFault() {
    host.deployed("typed", CloudJars.of("Greeter"));
    Reply reply = host.post("typed", "junk");
    assertThat(reply.expect(400).text()).isEmpty();
    assertThat(host.recordOf(reply).json().path("outcome").asString()).isEqualTo("invalid-request");
    assertThat(host.logsOf(reply, 1).text()).contains("JsonSyntaxException");
  }

  @Test
  void aCallThatIsKeptTellsOfTheFailureToo() {
    host.deployed("throws-later", CloudJars.http("throw new IllegalStateException(\"later\");"));
    Reply accepted =
        host.send(
                host.toGateway("/fn/throws-later")
                    .header("Prefer", "respond-async")
                    .POST(BodyPublishers.ofString("x")))
            .expect(202);
    Reply ended =
        Eventually.get(
            () -> host.send(host.toGateway(accepted.header("location")).GET()),
            reply -> !reply.text().contains("queued") && !reply.text().contains("running"));
    assertThat(ended.text()).contains("function-error", "later");
  }

  @Test
  void theEnvironmentIsThatOfTheOriginal() {
    host.deployed(
        "environment",
        CloudJars.http(
            """
            for (String name : List.of("FUNCTION_TARGET", "FUNCTION_SIGNATURE_TYPE", "K_SERVICE",
                "K_REVISION", "K_CONFIGURATION", "PORT", "GREETING")) {
              response.getWriter().write(name + "=" + System.getenv(name) + "\\n");
            }
            response.getWriter().write("" + System.getenv().containsKey("K_SERVICE"));
            """),
        "env: {GREETING: hi, K_CONFIGURATION: mine}");
    assertThat(host.get("environment").expect(200).text())
        .isEqualTo(
            """
            FUNCTION_TARGET=com.acme.Web
            FUNCTION_SIGNATURE_TYPE=http
            K_SERVICE=environment
            K_REVISION=environment-00001
            K_CONFIGURATION=mine
            PORT=null
            GREETING=hi
            true\
            """);
  }

  @Test
  void aFunctionThatKeepsSeveralContractsIsCalledByTheFirstAsInTheOriginal() {
    host.deployed(
        "several",
        CloudJars.empty()
            .source(
                "com.acme.Outer",
                """
                package com.acme;
                import com.google.cloud.functions.*;
                public class Outer {
                  public static class Both
                      implements RawBackgroundFunction, HttpFunction, Runnable {
                    public void accept(String json, Context context) {}
                    public void service(HttpRequest request, HttpResponse response)
                        throws Exception {
                      response.getWriter().write("http");
                    }
                    public void run() {}
                  }
                }
                """),
        "handler: com.acme.Outer.Both");
    assertThat(host.get("several").expect(200).text()).isEqualTo("http");
  }

  @Test
  void aLoopInAFunctionIsEndedLikeAnyOther() {
    host.deployed(
        "loops",
        CloudJars.http("while (true) { try { request.getMethod(); } catch (Throwable t) {} }"),
        "timeout: {run: 1s}");
    host.get("loops").expectProblem(504, "run-timeout", "function");
  }

  @Test
  void aStatusThatNoResponseHasIsRefused() {
    host.deployed("odd-status", CloudJars.http("response.setStatusCode(600);"));
    host.get("odd-status").expectProblem(502, "invalid-response", "function");
  }

  @Test
  void theApiOfVersionOneIsCalledTheSameWay() {
    FunctionJar jar =
        FunctionJar.empty()
            .against(LibrariesOfFunctions.jar("functions-framework-api"))
            .release(11)
            .source(
                "com.acme.Old",
                """
                package com.acme;
                import com.google.cloud.functions.*;
                public class Old implements HttpFunction {
                  public void service(HttpRequest request, HttpResponse response)
                      throws java.io.IOException {
                    response.getWriter().write("old");
                  }
                }
                """);
    host.deployed("version-one", jar);
    assertThat(host.get("version-one").expect(200).text()).isEqualTo("old");
  }
}
