package dev.hearth.host.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those tiers promise whose functions call others. */
abstract class CallingContractTest extends SandboxContractTest {

  @Test
  void carriesWhatAFunctionCallsAndWhatItGets() throws Exception {
    Instance instance = started(prepared(Sample.CALLS, 1));
    ObservedCall call = run(instance, "hi");
    OtherFunctions.Asked asked = others.next();
    assertThat(asked.target()).isEqualTo("other");
    assertThat(asked.body()).isEqualTo("hi");
    assertThat(asked.caller()).isEqualTo(call.invocation());
    assertThat(asked.deadline()).isEqualTo(ObservedCall.DEADLINE);
    assertThat(call.isAnswered()).as("it waits").isFalse();
    asked.answer("there");
    assertThat(call.text()).isEqualTo("there");
    instance.close();
  }

  @Test
  void dropsWhatACallHasCalledWhenItIsAborted() throws Exception {
    Instance instance = started(prepared(Sample.CALLS, 1));
    ObservedCall call = run(instance, "");
    OtherFunctions.Asked asked = others.next();
    instance.abort(call, _ -> {});
    assertThat(call.heard()).contains("finished");
    asked.awaitDrop();
    instance.close();
    Eventually.holds("no thread is left", () -> instance.remains().liveThreads() == 0);
  }

  @Test
  void runsAsManyCallsAtOnceAsItIsGiven() throws Exception {
    Instance instance = started(prepared(Sample.CALLS, 3));
    List<ObservedCall> calls =
        List.of("a", "b", "c").stream().map(body -> run(instance, body)).toList();
    List<OtherFunctions.Asked> asked = List.of(others.next(), others.next(), others.next());
    for (OtherFunctions.Asked one : asked) {
      one.answer(one.body() + "!");
    }
    assertThat(calls.stream().map(ObservedCall::text)).containsExactly("a!", "b!", "c!");
    assertThat(calls.stream().flatMap(call -> call.threads().stream()).distinct()).hasSize(3);
    instance.close();
  }
}
