package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Functions call functions: with leave, in the same trace, and whatever they hand over. */
@ExtendWith(SharedHost.class)
class NestedCallsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String ALL = "permissions: {invoke: ['*']}";

  @Test
  void aCallGoesThereAndItsAnswerComesBackInTheSameTrace(HostClient host) {
    host.deployed("nest-callee", Functions.echoing());
    host.deployed("nest-caller", Functions.calling(), "permissions: {invoke: [nest-callee]}");
    Reply reply =
        host.send(
            host.toGateway("/fn/nest-caller/orders/7?to=nest-callee")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("x-mine", "1")
                .POST(BodyPublishers.ofString("hi")));
    reply.expect(202);
    assertThat(reply.text()).isEqualTo("POST /orders/7 hi");
    assertThat(reply.header("x-hops")).isEqualTo("2");
    assertThat(reply.headers().allValues("x-many")).containsExactly("a", "b");
    assertThat(reply.header("x-secrets")).contains("x-mine").doesNotContain("authorization");
    assertThat(reply.header("x-parent"))
        .as("the caller's own span")
        .isEqualTo(reply.header("traceresponse"));
    assertThat(reply.header("x-own")).contains(TRACE).isNotEqualTo(reply.header("x-parent"));
    JsonNode nested = NestedLimitsTest.recorded(host, "nest-callee");
    assertThat(nested.path("traceId").asString()).isEqualTo(TRACE);
    assertThat(nested.path("id").asString()).isNotEqualTo(reply.invocation());
    assertThat(nested.path("trigger").asString()).isEqualTo("other");
  }

  @Test
  void textIsBoundAsJsonAndVersionsAndAliasesAreReached(HostClient host) {
    host.deployed("nest-greeting", Functions.greeting());
    host.admin("PUT", "/v1/functions/nest-greeting/aliases/live", "{\"version\": 1}").expect(200);
    host.deployed(
        "nest-asker",
        Functions.http(
            """
            String said = "";
            for (String target : List.of("nest-greeting", "nest-greeting@1", "nest-greeting@live")) {
              said += context.invoke(target, "{\\"name\\": \\"Ada\\"}").bodyText();
            }
            byte[] bytes = context.invoke("nest-greeting", "{\\"name\\":1}".getBytes()).body();
            bytes[0] = 'x';
            return HttpResponse.text(said + new String(bytes));
            """),
        "permissions: {invoke: [nest-greeting]}");
    assertThat(host.get("nest-asker").expect(200).text())
        .isEqualTo(
            "{\"name\":\"Ada\",\"greeting\":\"Hello, Ada!\"}".repeat(3)
                + "x\"name\":1,\"greeting\":\"Hello, 1!\"}");
  }

  @Test
  void aFunctionCallsOnlyWhatItsManifestAllows(HostClient host) {
    host.deployed("nest-hidden", Functions.echoing());
    host.deployed("nest-closed", Functions.calling(), "permissions: {invoke: [other]}");
    assertThat(host.get("nest-closed?to=nest-hidden").text())
        .startsWith("403 forbidden: the call of nest-hidden failed")
        .contains("nest-closed@1 may not call", "permissions: {invoke: [nest-hidden]}");
    assertThat(host.get("nest-closed?to=not-there").text())
        .as("nor learns what there is")
        .startsWith("403 forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, 404 unknown-function",
    "nest-open@7, 404 unknown-version",
    "nest-open@, 400 invalid-request",
    "NEST, 400 invalid-request",
    "nest-open%2Fx, 400 invalid-request",
    "nest-failing, 502 function-error"
  })
  void saysWhyThereIsNoAnswer(String target, String said, HostClient host) {
    host.deploy("nest-open", Functions.calling(), ALL);
    host.deploy("nest-failing", Functions.http("throw new IllegalStateException(\"not today\");"));
    Reply reply = host.get("nest-open?to=" + target).expect(200);
    assertThat(reply.text()).startsWith(said);
    assertThat(reply.header("x-cause")).isEqualTo("null");
    assertThat(reply.header("x-failed").isEmpty()).isEqualTo(!target.equals("nest-failing"));
  }

  @ParameterizedTest
  @CsvSource({
    "G T, /, '', 400 invalid-request",
    "GET, /a b, '', 400 invalid-request",
    "GET, /, a#b, 400 invalid-request",
    "GET, /\u00e4, '', 400 invalid-request",
    "DELETE, /, '', 405 method-not-allowed"
  })
  void refusesWhatNoRequestCouldHold(
      String method, String path, String query, String said, HostClient host) {
    host.deploy("nest-plain", Functions.saying("hi"));
    host.deployed(
        "nest-odd-" + Math.floorMod((method + path + query).hashCode(), 100_000),
        Functions.http(
            """
            try {
              return context.invoke("nest-plain",
                  HttpRequest.builder("%s", "%s").query("%s").build());
            } catch (InvocationFailedException e) {
              return HttpResponse.text(e.status() + " " + e.reason());
            }
            """
                .formatted(method, path, query)),
        ALL);
    assertThat(
            host.get("nest-odd-" + Math.floorMod((method + path + query).hashCode(), 100_000))
                .text())
        .isEqualTo(said);
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoLonger(HostClient host) {
    host.deployed("quick", Functions.echoing());
    host.deployed(
        "nervous",
        Functions.http(
            """
            Thread.currentThread().interrupt();
            try {
              return context.invoke("quick", request);
            } catch (InvocationFailedException e) {
              return HttpResponse.text(e.reason() + " " + Thread.interrupted()
                  + " " + context.invoke("quick", request).status());
            }
            """),
        ALL);
    assertThat(host.get("nervous").text()).isEqualTo("interrupted true 202");
  }

  @Test
  void aContextThatIsKeptBeyondItsCallCallsNobody(HostClient host) {
    host.deployed("kept-callee", Functions.echoing());
    host.deployed(
        "keeper",
        Functions.http(
            "private static Context kept;",
            """
            Context last = kept;
            kept = context;
            if (last == null) { return HttpResponse.text("first"); }
            try {
              return last.invoke("kept-callee", request);
            } catch (IllegalStateException e) {
              return HttpResponse.text(e.getMessage());
            }
            """),
        ALL);
    host.get("keeper").expect(200);
    assertThat(host.get("keeper").text()).endsWith("has ended");
  }

  @Test
  void aCallFromTheEndOfTheStackHarmsNobody(HostClient host) {
    host.deployed("deep-callee", Functions.echoing());
    host.deployed(
        "deep",
        Functions.http(
            """
            private static Context context;
            private static int tried;
            static void dive() {
              try {
                dive();
              } catch (StackOverflowError e) {
                if (tried++ < 200) {
                  context.invoke("deep-callee", "{}");
                }
                throw e;
              }
            }
            """,
            """
            Web.context = context;
            try { dive(); } catch (StackOverflowError e) { tried = 0; }
            return context.invoke("deep-callee", request);
            """),
        ALL);
    for (int i = 0; i < 3; i++) {
      host.get("deep").expect(202);
    }
  }

  @Test
  void threadsOfAFunctionMayCallToo(HostClient host) {
    host.deployed("many-callee", Functions.echoing());
    host.deployed(
        "many",
        Functions.http(
            """
            var done = new java.util.concurrent.atomic.AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 5; i++) {
              Thread thread = new Thread(() -> {
                if (Context.current().invoke("many-callee", "{}").status() == 202) {
                  done.incrementAndGet();
                }
              });
              threads.add(thread);
              thread.start();
            }
            for (Thread thread : threads) { thread.join(); }
            return HttpResponse.text("" + done);
            """),
        ALL);
    assertThat(host.get("many").text()).isEqualTo("5");
  }
}
