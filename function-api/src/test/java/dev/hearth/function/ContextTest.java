package dev.hearth.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hearth.function.spi.ContextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ContextTest {

  private static final Context CALL = StubContext.named("call");

  @Test
  void outsideACallCurrentSaysWhereItWorks() {
    assertThatIllegalStateException()
        .isThrownBy(Context::current)
        .withMessageContaining("only inside a call");
  }

  @Test
  void currentIsTheCallThatTheRunningThreadWorksFor() throws Exception {
    FutureTask<Context> asked = new FutureTask<>(Context::current);
    Thread thread = new Thread(new CarryingGroup(), asked);
    thread.start();
    thread.join();

    assertThat(asked.get()).isEqualTo(CALL);
  }

  @Test
  void textIsCalledAsJsonAndBytesAsBytes() {
    List<String> calls = new ArrayList<>();
    Context context = StubContext.calling(calls);

    context.invoke("shop", "{}");
    context.invoke("shop@live", new byte[] {'x'});

    assertThat(calls)
        .containsExactly(
            "shop POST/ application/json {}", "shop@live POST/ application/octet-stream x");
  }

  @Test
  void aContextWithoutAHostSaysThatItCannotCall() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> StubContext.bare().invoke("shop", "{}"))
        .withMessageContaining("shop");
  }

  @Test
  void aFailedCallSaysWhichAndWhy() {
    InvocationFailedException failed =
        new InvocationFailedException("shop", "throttled", 429, "id-1", "slow down");

    assertThat(failed).hasMessage("the call of shop failed (throttled): slow down");
    assertThat(failed.function()).isEqualTo("shop");
    assertThat(failed.reason()).isEqualTo("throttled");
    assertThat(failed.status()).isEqualTo(429);
    assertThat(failed.invocationId()).isEqualTo("id-1");
  }

  private static final class CarryingGroup extends ThreadGroup implements ContextCarrier {

    CarryingGroup() {
      super("instance");
    }

    @Override
    public Optional<Context> currentContext() {
      return Optional.of(CALL);
    }
  }
}
