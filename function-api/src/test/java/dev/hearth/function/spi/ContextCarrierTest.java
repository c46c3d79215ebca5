package dev.hearth.function.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Context;
import dev.hearth.function.StubContext;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ContextCarrierTest {

  private static final Optional<Context> ONE = Optional.of(StubContext.named("one"));
  private static final Optional<Context> OTHER = Optional.of(StubContext.named("other"));

  @Test
  void aThreadThatCarriesNothingWorksForNoCall() {
    assertThat(ContextCarrier.ofRunningThread()).isEmpty();
  }

  @Test
  void theThreadItselfIsAskedFirst() throws Exception {
    FutureTask<Optional<Context>> asked = new FutureTask<>(ContextCarrier::ofRunningThread);
    CarryingGroup group = new CarryingGroup(OTHER);

    assertThat(answer(asked, new CarryingThread(group, asked, ONE))).isEqualTo(ONE);
  }

  @Test
  void aCarryingThreadBetweenCallsWorksForNoneWhateverItsGroupSays() throws Exception {
    FutureTask<Optional<Context>> asked = new FutureTask<>(ContextCarrier::ofRunningThread);
    CarryingGroup group = new CarryingGroup(OTHER);

    assertThat(answer(asked, new CarryingThread(group, asked, Optional.empty()))).isEmpty();
  }

  @Test
  void aPlainThreadWorksForTheCallOfItsGroup() throws Exception {
    FutureTask<Optional<Context>> asked = new FutureTask<>(ContextCarrier::ofRunningThread);

    assertThat(answer(asked, new Thread(new CarryingGroup(ONE), asked))).isEqualTo(ONE);
  }

  @Test
  void aGroupThatTheFunctionMadeBelongsToTheGroupAroundIt() throws Exception {
    FutureTask<Optional<Context>> asked = new FutureTask<>(ContextCarrier::ofRunningThread);
    ThreadGroup inner = new ThreadGroup(new ThreadGroup(new CarryingGroup(ONE), "a"), "b");

    assertThat(answer(asked, new Thread(inner, asked))).isEqualTo(ONE);
  }

  @Test
  void theNearestGroupThatCarriesIsAsked() throws Exception {
    FutureTask<Optional<Context>> asked = new FutureTask<>(ContextCarrier::ofRunningThread);
    CarryingGroup inner = new CarryingGroup(new CarryingGroup(OTHER), Optional.empty());

    assertThat(answer(asked, new Thread(inner, asked))).isEmpty();
  }

  private static Optional<Context> answer(FutureTask<Optional<Context>> asked, Thread thread)
      throws Exception {
    thread.start();
    thread.join();
    return asked.get();
  }

  private static final class CarryingThread extends Thread implements ContextCarrier {
    private final Optional<Context> carried;

    CarryingThread(ThreadGroup group, Runnable work, Optional<Context> carried) {
      super(group, work);
      this.carried = carried;
    }

    @Override
    public Optional<Context> currentContext() {
      return carried;
    }
  }

  private static final class CarryingGroup extends ThreadGroup implements ContextCarrier {
    private final Optional<Context> carried;

    CarryingGroup(Optional<Context> carried) {
      this(Thread.currentThread().getThreadGroup(), carried);
    }

    CarryingGroup(ThreadGroup parent, Optional<Context> carried) {
      super(parent, "instance");
      this.carried = carried;
    }

    @Override
    public Optional<Context> currentContext() {
      return carried;
    }
  }
}
