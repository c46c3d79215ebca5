package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.queue.Waiter;
import dev.hearth.host.queue.WaitingLine;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that nobody waits for may wait longer than a call that somebody waits for. */
class PatienceTest {

  private static final FunctionVersion HASTY =
      Versions.of("hasty")
          .calls(1, 1, 0)
          .timeouts(Duration.ofMillis(20), Duration.ofHours(1), Duration.ofHours(1))
          .version();

  private final SchedulerBench bench = new SchedulerBench(SchedulerBench.config(20, 50, 4));
  private final List<String> ended = new ArrayList<>();

  @AfterEach
  void close() {
    bench.close();
  }

  private Call patient(String id, Duration patience) {
    Invocation plain = Calls.invocation(HASTY, id);
    Invocation patient =
        new Invocation(
            plain.id(),
            plain.version(),
            plain.input(),
            plain.trigger(),
            plain.attempt(),
            plain.receivedAt(),
            plain.trace(),
            plain.lineage(),
            Lane.BACKGROUND,
            patience);
    return new Call(
        patient, bench.time.source(), record -> ended.add(id + " " + record.outcome().slug()));
  }

  @Test
  @Timeout(20)
  void aPatientCallOutlivesTheTimeoutOfTheManifest() throws InterruptedException {
    bench.scheduler.submit(bench.calls.of(HASTY));
    bench.scheduler.submit(patient("p", Duration.ofHours(1)));
    bench.scheduler.submit(bench.calls.of(HASTY));
    bench.awaitEnded(1);
    assertThat(bench.calls.outcomes()).containsExactly("queue-timeout");
    assertThat(ended).isEmpty();
    FakeInstance instance = bench.sandbox.startFirst(1);
    instance.serve();
    instance.serve();
    assertThat(ended).containsExactly("p success");
  }

  @Test
  @Timeout(20)
  void itsPatienceHasAnEnd() throws InterruptedException {
    bench.scheduler.submit(bench.calls.of(HASTY));
    bench.scheduler.submit(patient("p", Duration.ofMillis(20)));
    while (ended.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(ended).containsExactly("p queue-timeout");
  }

  @Test
  void isNotTurnedAwayForAWaitThatIsTooLongForOthers() {
    bench.scheduler.submit(bench.calls.of(HASTY));
    bench.serveFor(bench.sandbox.startFirst(1), Duration.ofSeconds(30));
    bench.scheduler.submit(bench.calls.of(HASTY)); // runs for half a minute
    bench.scheduler.submit(patient("p", Duration.ofHours(1)));
    bench.scheduler.submit(bench.calls.of(HASTY));
    assertThat(bench.calls.outcomes()).containsExactly("success", "throttled");
    assertThat(ended).isEmpty();
    bench.scheduler.submit(patient("q", Duration.ofSeconds(10)));
    assertThat(ended).containsExactly("q throttled");
  }

  @Test
  void aCongestedLineLetsOnlyThoseGoThatSomebodyWaitsFor() {
    WaitingLine line = new WaitingLine();
    ManualTime time = new ManualTime();
    for (int i = 0; i < 6; i++) {
      Call call = i % 2 == 0 ? patient("p" + i, Duration.ofHours(1)) : bench.calls.of(HASTY);
      line.add(new Waiter(call, time.nanos()));
    }
    assertThat(line.trim(4)).hasSize(2).noneMatch(w -> w.call().invocation().isPatient());
    assertThat(line.trim(0)).hasSize(1);
    assertThat(line.size()).isEqualTo(3);
    assertThat(line.trim(0)).isEmpty();
  }
}
