package dev.hearth.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hearth.function.spi.ContextCarrier;
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
