package dev.hearth.host.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearth.host.pool.KeepWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

  private static final List<Double> AT_ONCE = Collections.nCopies(7, 0.0);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Called once in the first of every {@code period} minutes, in all an hour. */
  private static TracedFunction every(int period) {
    List<Integer> calls = IntStream.range(0, 60).map(m -> m % period == 0 ? 1 : 0).boxed().toList();
    return new TracedFunction("timer", calls, AT_ONCE, 100);
  }

  private static Tally play(Trace trace, ReplayPolicy policy, Simulation.Bound bound) {
    Arrivals arrivals = Arrivals.draw(trace, Arrivals.Spread.REGULAR_TIMERS, 3);
    return new Simulation(trace, policy, bound).run(trace, arrivals, 3);
  }

  private static Tally play(KeepWindow window, TracedFunction... functions) {
    return play(new Trace(List.of(functions)), (_, _) -> window, Simulation.Bound.NONE);
  }

  @Test
  void everyCallComesInItsMinuteAndInOrder() {
    Trace trace = new Trace(List.of(every(7), every(1), every(2)));
    Arrivals arrivals = Arrivals.draw(trace, Arrivals.Spread.RANDOM, 5);
    int[][] seen = new int[3][60];
    for (int i = 0; i < arrivals.size(); i++) {
      seen[arrivals.function(i)][(int) (arrivals.nanos(i) / MINUTE)]++;
      assertThat(i == 0 || arrivals.nanos(i - 1) <= arrivals.nanos(i)).isTrue();
    }
    for (int f = 0; f < 3; f++) {
      assertThat(seen[f])
          .containsExactly(
              trace.functions().get(f).perMinute().stream().mapToInt(n -> n).toArray());
    }
  }

  @Test
  void aKeepAliveLongerThanThePauseHasOneColdStart() {
    Tally tally = play(KeepWindow.stay(6 * MINUTE), every(5));
    assertThat(tally.calls).isEqualTo(12);
    assertThat(tally.cold).isEqualTo(1);
    assertThat(tally.idleSeconds).isGreaterThan(55 * 60).isLessThan(60 * 60 + 1);
    assertThat(tally.idleByteSeconds).isCloseTo(tally.idleSeconds * 100 * (1 << 20), within(1.0));
  }

  @Test
  void aKeepAliveShorterThanThePauseHasAColdStartForEachCall() {
    Tally tally = play(KeepWindow.stay(2 * MINUTE), every(5));
    assertThat(tally.cold).isEqualTo(12);
    assertThat(tally.idleSeconds).isCloseTo(12 * 2 * 60.0, within(1e-3));
  }

  @Test
  void aStartBeforeTheCallSavesTheColdStartAndThePauseBefore() {
    Tally tally = play(new KeepWindow(MINUTE / 60, 4 * MINUTE, 6 * MINUTE), every(5));
    assertThat(tally.cold).isEqualTo(1);
    assertThat(tally.preWarmed).isBetween(11L, 12L);
    assertThat(tally.idleSeconds).isLessThan(12 * (61 + 60 + 1));
  }

  @Test
  void aBoundMakesTheFirstOfItsOrderLeave() {
    Trace trace = new Trace(List.of(every(5), every(5), every(1)));
    ReplayPolicy keep = (_, _) -> KeepWindow.stay(60 * MINUTE);
    Simulation.Bound bound =
        new Simulation.Bound(2, Comparator.comparingLong(leaving -> leaving.idle().since()));
    assertThat(play(trace, keep, Simulation.Bound.NONE).cold).isEqualTo(3);
    assertThat(play(trace, keep, bound).cold).isEqualTo(1 + 12 + 12);
  }

  @Test
  void readsTheThreeFiles(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("2_invocations.csv"),
        "HashOwner,HashApp,HashFunction,Trigger,480,481\no,a,f,timer,3,0\no,a,g,http,1.0,70\n");
    Files.writeString(
        directory.resolve("2_durations.csv"),
        "HashFunction,Average,percentile_Average_0,percentile_Average_1,percentile_Average_25,"
            + "percentile_Average_50,percentile_Average_75,percentile_Average_99,"
            + "percentile_Average_100\nf,9,1,2,3,4,5,6,7\n");
    Files.writeString(
        directory.resolve("2_memory.csv"), "HashFunction,AverageAllocatedMb\nf,12.5\n");
    Trace trace = Trace.read(directory);
    assertThat(trace.functions())
        .containsExactly(
            new TracedFunction(
                "timer", List.of(3, 0), List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 12.5),
            new TracedFunction("http", List.of(1, 70), AT_ONCE, 0));
    assertThat(trace.minutes()).isEqualTo(2);
    assertThat(trace.minutes(1, 2).functions().getLast().perMinute()).containsExactly(70);
    assertThat(trace.cut(60).functions().getLast().perMinute()).containsExactly(1, 60);
  }
}
