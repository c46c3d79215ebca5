package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.queue.durable.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedSettlementTest {

  private static Settlement settlement(Outcome outcome, long runNanos) {
    InvocationRecord record =
        new InvocationRecord(
            Calls.invocation(Versions.of("f").version(), "7"),
            outcome,
            new Timings(1, Optional.empty(), runNanos, runNanos + 1),
            Usage.NONE,
            new InvocationLog(ManualTime.real().wall()));
    return KeyedSettlement.of(record, ManualTime.START);
  }

  private static Outcome.Answered answer(int status) {
    return new Outcome.Answered(status, List.of(new HeaderField("x-a", "b")), Payload.utf8("said"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 399})
  void anAnswerIsKeptAsTheFunctionGaveIt(int status) {
    assertThat(settlement(answer(status), 5))
        .isInstanceOfSatisfying(
            Settlement.Succeeded.class,
            done -> {
              assertThat(done.result().status()).isEqualTo(status);
              assertThat(done.result().headers()).containsExactly(new HeaderField("x-a", "b"));
              assertThat(done.result().body().text()).isEqualTo("said");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 599})
  void anAnswerThatIsNoSuccessIsKeptAsWell(int status) {
    assertThat(settlement(answer(status), 5))
        .isInstanceOfSatisfying(
            Settlement.Failed.class,
            done -> {
              assertThat(done.failure().reason()).isEqualTo("status-" + status);
              assertThat(done.failure().mayHaveRun()).isTrue();
              assertThat(done.result().orElseThrow().body().text()).isEqualTo("said");
            });
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FUNCTION_ERROR", "RUN_TIMEOUT", "CPU_EXCEEDED", "MEMORY_EXCEEDED", "HOST_ERROR"})
  void aFailureOfAFunctionThatRanIsKeptAsWhatTheCallerIsTold(Reason reason) {
    ThrownError error = new ThrownError("java.lang.Boom", "secret", "at secret");
    assertThat(settlement(new Outcome.Failed(reason, "why", Duration.ofSeconds(3), error), 5))
        .isInstanceOfSatisfying(
            Settlement.Failed.class,
            done -> {
              assertThat(done.failure().reason()).isEqualTo(reason.slug());
              assertThat(done.failure().error()).isEqualTo(error);
              assertThat(done.result().orElseThrow().headers())
                  .contains(
                      new HeaderField("content-type", "application/problem+json"),
                      new HeaderField("retry-after", "3"));
              assertThat(done.result().orElseThrow().body().text())
                  .contains(reason.slug(), "why", "\"invocationId\":\"7\"")
                  .doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "OVERLOADED", "QUEUE_TIMEOUT", "INIT_FAILED", "DRAINING"})
  void aCallThatWasRefusedBeforeTheFunctionRanLeavesNothingBehind(Reason reason) {
    assertThat(settlement(new Outcome.Failed(reason, "why"), 0))
        .isInstanceOf(Settlement.Forgotten.class);
  }

  @Test
  void aCallThatWasCalledOffIsCancelledWhetherItRanOrNot() {
    Outcome outcome = new Outcome.Failed(Reason.CANCELLED, "called off");
    assertThat(settlement(outcome, 0)).isInstanceOf(Settlement.Cancelled.class);
    assertThat(settlement(outcome, 5)).isInstanceOf(Settlement.Cancelled.class);
  }
}
