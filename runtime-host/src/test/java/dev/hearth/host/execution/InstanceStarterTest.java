package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.FakeSandbox;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.Sandboxes;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstanceStarterTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final FunctionVersion PATIENT =
      Versions.of("patient").timeouts(HOUR, HOUR, HOUR).version();
  private static final FunctionVersion HASTY =
      Versions.of("hasty").timeouts(HOUR, Duration.ofMillis(10), HOUR).version();

  private final FakeSandbox sandbox = new FakeSandbox();
  private final Watchdog watchdog = new Watchdog(ManualTime.real());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final InstanceStarter starter =
      new InstanceStarter(
          sandbox.alone(), watchdog, (instance, reason) -> heard.add(instance.id() + " " + reason));

  @AfterEach
  void stop() {
    watchdog.close();
  }

  /** Writes down how a start ended. */
  private final class Ear implements StartResult {
    @Override
    public void started(Instance instance, ColdStart coldStart) {
      heard.add(instance.id() + " started");
    }

    @Override
    public void failed(Outcome.Failed failure) {
      heard.add(failure.reason().slug() + ": " + failure.detail());
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void tellsOfAnInstanceThatHasStarted() throws InterruptedException {
    starter.start(PATIENT, new Ear());
    sandbox.startFirst(1);
    starter.start(PATIENT, new Ear());
    sandbox.startFirst(1);
    assertThat(next()).isEqualTo("i1 started");
    assertThat(next()).as("ids are never used again").isEqualTo("i2 started");
    assertThat(heard).isEmpty();
  }

  @Test
  void givesUpAnInstanceThatFails() throws InterruptedException {
    starter.start(PATIENT, new Ear());
    sandbox.failFirst();
    assertThat(next()).isEqualTo("i1 START_FAILED");
    assertThat(next()).isEqualTo("init-failed: it does not start");
    assertThat(heard).isEmpty();
  }

  @Test
  void givesUpAnInstanceThatTakesTooLongAndHearsNothingOfItThen() throws InterruptedException {
    starter.start(HASTY, new Ear());
    assertThat(next()).isEqualTo("i1 START_FAILED");
    assertThat(next())
        .isEqualTo(
            "init-timeout: com.acme.Hello did not start within 10ms; its constructor and static"
                + " initialisers must end sooner, or timeout.init in the manifest be longer");
    sandbox.startFirst(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void saysSoWhenTheTierIsNotThere() throws InterruptedException {
    InstanceStarter none =
        new InstanceStarter(
            new Sandboxes(List.of()), watchdog, (_, reason) -> heard.add("" + reason));
    none.start(PATIENT, new Ear());
    assertThat(next()).startsWith("host-error: ").contains("CLASSLOADER");
    assertThat(heard).isEmpty();
  }

  @Test
  void itsAlarmKeepsNoInstanceInMemory() {
    WeakReference<FakeInstance> started = startAndDrop();
    for (int i = 0; i < 100 && started.get() != null; i++) {
      System.gc();
    }
    assertThat(started.get()).isNull();
  }

  private WeakReference<FakeInstance> startAndDrop() {
    FakeSandbox own = new FakeSandbox();
    new InstanceStarter(own.alone(), watchdog, (_, _) -> {}).start(PATIENT, new TrialResult());
    return new WeakReference<>(own.startFirst(1));
  }

  private record TrialResult() implements StartResult {
    @Override
    public void started(Instance instance, ColdStart coldStart) {}

    @Override
    public void failed(Outcome.Failed failure) {}
  }

  @Test
  void aTrialEndsWithItsInstanceGivenUp() throws InterruptedException {
    TrialStart trial = new TrialStart(starter, (instance, reason) -> heard.add("" + reason));
    Thread.ofVirtual()
        .start(() -> {
          while (sandbox.starting().isEmpty()) {
            Thread.onSpinWait();
          }
          sandbox.startFirst(1);
        });
    assertThat(trial.run(PATIENT)).isEmpty();
    assertThat(next()).isEqualTo("TRIAL");
    assertThat(trial.run(HASTY))
        .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.INIT_TIMEOUT));
  }
}
