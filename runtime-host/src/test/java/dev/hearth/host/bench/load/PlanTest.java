package dev.hearth.host.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void sendsAsOftenAsThePhasesSay() {
    Plan plan =
        Plan.of(
            List.of(
                new Phase.Random(1_000, Duration.ofSeconds(10)),
                new Phase.Random(0, SECOND),
                new Phase.Even(Duration.ofMillis(100), SECOND),
                new Phase.Closed(7, SECOND)),
            1);

    assertThat(in(plan, 0)).isCloseTo(10_000, within(500L));
    assertThat(in(plan, 1)).isZero();
    assertThat(in(plan, 2)).isEqualTo(10);
    assertThat(in(plan, 3)).isEqualTo(7);
    assertThat(plan.end(3)).isEqualTo(Duration.ofSeconds(13).toNanos());
  }

  @Test
  void sendsInOrderAndTheSameForTheSameSeed() {
    List<Phase> phases = List.of(new Phase.Random(500, SECOND));
    Plan plan = Plan.of(phases, 7);

    assertThat(moments(plan)).isSorted().isEqualTo(moments(Plan.of(phases, 7)));
    assertThat(moments(plan)).isNotEqualTo(moments(Plan.of(phases, 8)));
  }

  private static List<Long> moments(Plan plan) {
    return IntStream.range(0, plan.size()).mapToObj(plan::moment).toList();
  }

  private static long in(Plan plan, int phase) {
    return moments(plan).stream().filter(moment -> plan.phaseAt(moment) == phase).count();
  }
}
