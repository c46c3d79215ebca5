package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.MisbehavingAnswer;
import dev.hearth.host.fixture.MisbehavingLoad;
import dev.hearth.host.fixture.MisbehavingNeighbour;
import dev.hearth.host.fixture.MisbehavingRun;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A function that makes trouble fails alone, and its caller is told why. */
@ExtendWith(SharedHost.class)
class MisbehavingFunctionsTest {

  private static final String SHORT = "timeout: {run: 200ms}";

  private static String functionName(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingRun.class,
      names = {"SLEEPS", "SLEEPS_WHATEVER_COMES", "SPINS"})
  void isStoppedAtItsTimeoutAndTheNextCallGetsAFreshInstance(MisbehavingRun kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar(), SHORT);
    for (int i = 0; i < 2; i++) {
      Reply reply = host.get(name).expectProblem(504, "run-timeout", "function");
      assertThat(reply.detail()).contains("200ms", "timeout.run");
      assertThat(reply.cold()).as("call %s", i).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingRun.class,
      names = {
        "THROWS_WITH_A_MESSAGE_THAT_NEVER_COMES",
        "THROWS_WITH_A_TO_STRING_THAT_NEVER_RETURNS",
        "THROWS_ITS_OWN_CAUSE"
      })
  void anExceptionThatMisbehavesHoldsUpNobodyElse(MisbehavingRun kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar(), SHORT);
    assertThat(host.get(name).status()).isIn(502, 504);
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
  }

  @Test
  void tellsTheCallerWhatWasThrownAndTheOwnerWhere(HostClient host) {
    host.deployed("throws", MisbehavingRun.THROWS_A_CHECKED_EXCEPTION.jar());
    Reply reply = host.get("throws").expectProblem(502, "function-error", "function");
    assertThat(reply.detail())
        .isEqualTo("the function threw java.io.IOException: the disk says no");
    assertThat(reply.text()).doesNotContain("Bad.java");
    JsonNode error = host.recordOf(reply).json().path("error");
    assertThat(error.path("type").asString()).isEqualTo("java.io.IOException");
    assertThat(error.path("stackTrace").asString())
        .contains("com.acme.Bad.handle(Bad.java:", "Caused by: java.lang.RuntimeException: dust")
        .doesNotContain("dev.hearth.host");
    assertThat(host.get("throws").cold()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingRun.class,
      names = {"THROWS_AN_ERROR", "RECURSES_WITHOUT_END"})
  void survivesItsErrors(MisbehavingRun kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar());
    host.get(name).expectProblem(502, "function-error", "function");
    host.get(name).expectProblem(502, "function-error", "function");
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingAnswer.class,
      names = {"NULL", "ENDLESS_MAP", "CIRCLE", "THROWING_GETTER", "HUGE"})
  void anAnswerThatCannotBeSentIsTheFunctionsFault(MisbehavingAnswer kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar(), "budget: {memory: 4GiB}");
    Reply reply = host.get(name).expectProblem(502, "invalid-response", "function");
    switch (kind) {
      case NULL -> assertThat(reply.detail()).contains("null", "HttpResponse.of(204)");
      case ENDLESS_MAP, HUGE -> assertThat(reply.detail()).contains("6MiB", "response.max-body");
      default -> assertThat(reply.detail()).contains("cannot be written as JSON");
    }
    host.get(name).expectProblem(502, "invalid-response", "function");
  }

  @Test
  void aHeaderWithALineBreakIsRefusedByTheApi(HostClient host) {
    host.deployed("split", MisbehavingAnswer.HEADER_WITH_LINE_BREAK.jar());
    Reply reply = host.get("split").expectProblem(502, "function-error", "function");
    assertThat(reply.header("set-cookie")).isEmpty();
  }

  @Test
  void aHeaderBeyondLatin1NeverBecomesALineBreak(HostClient host) {
    host.deployed("wide", MisbehavingAnswer.HEADER_WITH_WIDE_LINE_BREAK.jar());
    Reply reply = host.get("wide");
    assertThat(reply.status()).isIn(200, 502);
    assertThat(reply.header("set-cookie")).isEmpty();
  }

  @Test
  void lengthAndFramingStayTheHosts(HostClient host) {
    host.deployed("framed", MisbehavingAnswer.HEADERS_OF_THE_HOST.jar());
    Reply reply = host.get("framed").expect(200);
    assertThat(reply.text()).isEqualTo("framed");
    assertThat(reply.headers().allValues("content-length")).containsExactly("6");
    assertThat(reply.header("transfer-encoding")).isEmpty();
  }

  @Test
  void noBodyFollowsA204(HostClient host) {
    host.deployed("no-content", MisbehavingAnswer.BODY_WHERE_NONE_MAY_BE.jar());
    assertThat(host.get("no-content").expect(204).text()).isEmpty();
    host.get("no-content").expect(204);
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingLoad.class,
      names = {"NEEDS_A_CLASS_OF_THE_HOST", "LOOKS_UP_A_CLASS_OF_THE_HOST"})
  void saysThatAMissingClassIsTheHostsOwn(MisbehavingLoad kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar());
    Reply reply = host.get(name).expectProblem(502, "function-error", "function");
    assertThat(host.recordOf(reply).json().path("error").path("stackTrace").asString())
        .contains("tools.jackson.databind.ObjectMapper", "host");
  }

  @Test
  void saysThatAClassIsNowhere(HostClient host) {
    host.deployed("nowhere", MisbehavingLoad.NEEDS_A_CLASS_THAT_IS_NOWHERE.jar());
    Reply reply = host.get("nowhere").expectProblem(502, "function-error", "function");
    assertThat(reply.detail()).contains("com/nowhere/Missing");
  }

  @ParameterizedTest
  @EnumSource(
      value = MisbehavingNeighbour.class,
      names = {"PRINTS_A_MEBIBYTE", "PRINTS_ONE_LONG_LINE"})
  void isCutShortWhenItPrintsWithoutMeasure(MisbehavingNeighbour kind, HostClient host) {
    String name = functionName(kind);
    host.deployed(name, kind.jar());
    Reply reply = host.get(name).expect(200);
    Reply logs = host.logsOf(reply, 1);
    assertThat(logs.text()).containsAnyOf("further lines dropped", "(cut)");
    assertThat(logs.body().size()).isLessThan(1 << 20);
  }

  @Test
  void aThreadThatHeedsNoInterruptIsEndedWithItsInstance(@TempDir Path directory) {
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.deployed("leaves", stubbornThread());
      assertThat(host.get("leaves").text()).isEqualTo("started");
      host.admin("DELETE", "/v1/functions/leaves").expect(204);
      Eventually.holds("no thread is left", () -> running.leaks().quarantinedThreads() == 0);
      assertThat(host.metric("hearth_threads_quarantined")).isZero();
    }
  }

  /** A thread that no interrupt ends; it goes by itself after a minute. */
  private static FunctionJar stubbornThread() {
    return Functions.http(
        """
        Thread thread = new Thread(() -> {
          long end = System.nanoTime() + 60_000_000_000L;
          while (System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            Thread.interrupted();
          }
        }, "left-behind");
        thread.setDaemon(true);
        thread.start();
        return HttpResponse.text("started");
        """);
  }

  @Test
  void theCallAfterALongOneHasAFreshThreadInTheSameInstance(@TempDir Path directory) {
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.deployed("long", longWhenAsked());
      String first = host.get("long").text();
      Eventually.holds("a call has made way", () -> !host.get("long/spin").text().equals(first));
      assertThat(host.get("long").text()).isNotEqualTo(first);
      assertThat(host.metric("hearth_instances_live")).isEqualTo(1);
    }
  }

  /** Says which thread it runs on, after a while if it is asked to work. */
  private static FunctionJar longWhenAsked() {
    return Functions.http(
        """
        long end = System.nanoTime() + (request.path().contains("spin") ? 100_000_000L : 0);
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        return HttpResponse.text("" + Thread.currentThread().threadId());
        """);
  }

  @Test
  void aThreadThatHeedsTheInterruptGoesWithItsInstance(@TempDir Path directory) {
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.deployed("heeds", MisbehavingNeighbour.LEAVES_A_THREAD.jar(), "timeout: {init: 1h}");
      assertThat(host.get("heeds").text()).isEqualTo("started");
      host.admin("DELETE", "/v1/functions/heeds").expect(204);
      Eventually.holds("no thread is left", () -> running.leaks().quarantinedThreads() == 0);
      Eventually.holds(
          "its loader is collected",
          () -> {
            System.gc();
            running.leaks().check();
            return running.leaks().pending() == 0;
          });
      assertThat(running.leaks().leaks()).isEmpty();
    }
  }
}
