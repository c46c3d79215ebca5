package dev.hearth.host.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ResponseMapperTest {

  private static final Timings WARM = new Timings(1_234_567, Optional.empty(), 45_000, 2_000_000);
  private static final Timings COLD =
      new Timings(0, Optional.of(new ColdStart(1_000_000, 2_500_000)), 9_999, 5_000_000);

  private static InvocationRecord record(Outcome outcome, Timings timings) {
    return new InvocationRecord(
        Calls.invocation(Versions.of("hello").version(), "id-1"),
        outcome,
        timings,
        Usage.NONE,
        new InvocationLog(new ManualTime().source().wall()));
  }

  @Test
  void putsTheHostsHeadersBehindTheFunctionsOwn() {
    Outcome answered =
        new Outcome.Answered(201, List.of(new HeaderField("x-own", "1")), Payload.utf8("hi"));
    ResponseMapper.Response response = ResponseMapper.map(record(answered, WARM));
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.body().text()).isEqualTo("hi");
    assertThat(response.headers())
        .containsExactly(
            new HeaderField("x-own", "1"),
            new HeaderField("x-invocation-id", "id-1"),
            new HeaderField("x-cold-start", "false"),
            new HeaderField("server-timing", "queue;dur=1.234, init;dur=0.000, run;dur=0.045"),
            new HeaderField(
                "traceresponse", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void saysWhenACallWasCold() {
    assertThat(ResponseMapper.map(record(Calls.ok(), COLD)).headers())
        .contains(
            new HeaderField("x-cold-start", "true"),
            new HeaderField("server-timing", "queue;dur=0.000, init;dur=3.500, run;dur=0.009"));
  }

  @Test
  void aFailureIsAProblemDocumentWithItsInvocation() {
    ResponseMapper.Response response =
        ResponseMapper.map(record(new Outcome.Failed(Reason.RUN_TIMEOUT, "too slow"), WARM));
    assertThat(response.status()).isEqualTo(504);
    assertThat(response.headers())
        .contains(new HeaderField("content-type", "application/problem+json"))
        .extracting(HeaderField::name)
        .doesNotContain("retry-after")
        .contains("x-invocation-id", "server-timing");
    assertThat(response.body().text()).contains("\"invocationId\":\"id-1\"", "too slow");
  }

  @Test
  void saysInWholeSecondsWhenToTryAgain() {
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofSeconds(60))).isEqualTo("60");
  }

  private static String retryAfter(Duration duration) {
    Outcome failed = new Outcome.Failed(Reason.THROTTLED, "x", duration, ThrownError.NONE);
    return ResponseMapper.map(record(failed, WARM)).headers().stream()
        .filter(field -> field.name().equals("retry-after"))
        .map(HeaderField::value)
        .findFirst()
        .orElse("");
  }

  @Property(tries = 500)
  void serverTimingKeepsToItsGrammar(
      @ForAll @LongRange(min = -10, max = Long.MAX_VALUE / 2) long queue,
      @ForAll @LongRange(min = 0, max = 1L << 60) long init,
      @ForAll @LongRange(min = 0) long run) {
    Timings timings = new Timings(queue, Optional.of(new ColdStart(init, 0)), run, 0);
    String text = ResponseMapper.serverTiming(timings);
    assertThat(text)
        .matches("queue;dur=\\d+\\.\\d{3}, init;dur=\\d+\\.\\d{3}, run;dur=\\d+\\.\\d{3}");
    double shown = Double.parseDouble(text.substring(text.lastIndexOf('=') + 1));
    assertThat(shown).isBetween(run / 1e6 * 0.999 - 0.001, run / 1e6 * 1.001);
  }
}
