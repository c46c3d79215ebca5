package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, every call ends exactly once and no limit is passed. */
class SchedulerStressTest {

  private static final Duration LONG = Duration.ofHours(2);
  private static final SchedulerConfig CONFIG = SchedulerBench.config(5, 6, 2);
  private static final List<FunctionVersion> VERSIONS =
      List.of(
          Versions.of("a").timeouts(LONG, LONG, LONG).version(),
          Versions.of("b").calls(1, 2, 0).timeouts(LONG, LONG, LONG).version(),
          Versions.of("c").calls(2, 3, 0).timeouts(LONG, LONG, LONG).version());

  /** One bench with the calls that instances serve now. Used by one thread. */
  private static final class Run {
    final SchedulerBench bench = new SchedulerBench(CONFIG);
    final List<Assignment> serving = new ArrayList<>();
    int submitted;

    void act(int action, int operand) {
      FunctionVersion version = VERSIONS.get(operand % VERSIONS.size());
      switch (action) {
        case 0, 1, 2, 3 -> submit(version);
        case 4, 5 -> start(operand);
        case 6, 7 -> take(operand);
        case 8, 9 -> answer(operand);
        case 10 -> bench.pool.flush(version.revision(), EvictionReason.RETIRED);
        default -> {
          var _ = bench.scheduler.warm(version, operand % 3);
        }
      }
      bench.time.advance(Duration.ofMillis(operand));
    }

    private void submit(FunctionVersion version) {
      submitted++;
      bench.scheduler.submit(bench.calls.of(version));
    }

    private void start(int operand) {
      if (!bench.sandbox.starting().isEmpty()) {
        if (operand % 4 == 0) {
          bench.sandbox.failFirst();
        } else {
          bench.sandbox.startFirst(Duration.ofMillis(operand).toNanos());
        }
      }
    }

    private void take(int operand) {
      var busy = bench.sandbox.busy();
      if (!busy.isEmpty()) {
        Assignment next = busy.get(operand % busy.size()).take();
        var _ = next.begin(() -> Usage.NONE);
        serving.add(next);
      }
    }

    /** Answers first and finishes then, or the other way round, as instances do. */
    private void answer(int operand) {
      if (!serving.isEmpty()) {
        Assignment done = serving.remove(operand % serving.size());
        if (operand % 2 == 0) {
          done.finished();
          done.answered(Calls.ok(), Usage.NONE);
        } else {
          done.answered(Calls.ok(), Usage.NONE);
          done.finished();
        }
      }
    }

    void expectLimits() {
      int starting = bench.sandbox.starting().size();
      assertThat(bench.pool.live() + starting).isLessThanOrEqualTo(CONFIG.instances().max());
      for (FunctionVersion version : VERSIONS) {
        long own =
            bench.sandbox.starting().stream()
                .filter(start -> start.instance().version().equals(version))
                .count();
        assertThat(own)
            .as("starts at a time, those to be kept warm included")
            .isLessThanOrEqualTo(4);
      }
    }

    void expectThatAllEnd() {
      while (!serving.isEmpty()) {
        answer(1);
      }
      bench.finish();
      assertThat(bench.calls.ended()).hasSize(submitted);
      assertThat(bench.scheduler.waiting()).isZero();
      assertThat(bench.pool.idle()).isEqualTo(bench.pool.live());
      bench.close();
    }
  }

  @Property(tries = 400)
  void everyCallEndsExactlyOnce(
      @ForAll @Size(max = 120) List<@IntRange(max = 1_199) Integer> actions) {
    Run run = new Run();
    for (int action : actions) {
      run.act(action % 12, action / 12);
      run.expectLimits();
    }
    run.expectThatAllEnd();
  }
}
