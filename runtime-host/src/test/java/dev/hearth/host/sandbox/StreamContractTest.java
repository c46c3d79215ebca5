package dev.hearth.host.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.invocation.Outcome;
import org.junit.jupiter.api.Test;

/** What every tier promises of calls whose callers go away or take an answer in pieces. */
abstract class StreamContractTest extends CallingContractTest {

  @Test
  void anInterruptReachesTheCallAndLeavesTheInstance() throws Exception {
    Instance instance = started(prepared(Sample.WAITS_FOR_AN_INTERRUPT, 1));
    ObservedCall call = run(instance, "");
    Eventually.holds("it runs", () -> !call.threads().isEmpty());
    instance.interrupt(call);
    assertThat(call.text()).isEqualTo("stopped");
    ObservedCall next = run(instance, "");
    Eventually.holds("the next runs", () -> !next.threads().isEmpty());
    instance.interrupt(call);
    assertThat(next.hasEnded()).isFalse();
    instance.interrupt(next);
    assertThat(next.text()).isEqualTo("stopped");
    instance.close();
  }

  @Test
  void aCallThatNobodyWantsAnyMoreDoesNotBegin() throws Exception {
    Instance instance = started(prepared(Sample.ECHO, 1));
    ObservedCall call = ObservedCall.cancelled(instance.version());
    instance.run(call);
    assertThat(call.outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(call.logged()).isEmpty();
    assertThat(run(instance, "next").text()).isEqualTo("next");
    instance.close();
  }

  @Test
  void sendsAnAnswerPieceByPieceToThoseWhoTakeIt() throws Exception {
    Instance instance = started(prepared(Sample.ECHOES_IN_PIECES, 1));
    ObservedCall call = run(instance, "ab");
    assertThat(call.text()).isEqualTo("abab");
    ObservedCall streaming = ObservedCall.takingPieces(instance.version(), "ab");
    instance.run(streaming);
    assertThat(streaming.text()).isEmpty();
    assertThat(streaming.pieces()).containsExactly("200", "ab", "ab");
    instance.close();
  }
}
