package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainSamplerTest {

  private final AtomicLong nanos = new AtomicLong(-1_500_000_000L);
  private final PlainSampler sampler = new PlainSampler(3, 5, nanos::get);

  @Test
  void keepsAllUpToTheRateAndThenOneInSoMany() {
    assertThat(IntStream.range(0, 14).map(_ -> sampler.weigh()))
        .containsExactly(1, 1, 1, 0, 0, 0, 0, 5, 0, 0, 0, 0, 5, 0);
  }

  @Test
  void beginsAnewEachSecond() {
    IntStream.range(0, 4).forEach(_ -> sampler.weigh());
    nanos.addAndGet(1_000_000_000L);
    assertThat(sampler.weigh()).isEqualTo(1);
  }
}
