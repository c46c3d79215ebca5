package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateReadingTest {

  @Test
  void readsHowOftenAFunctionMayBeCalled() {
    assertThat(ManifestReaderTest.good().rate().isLimited()).isFalse();
    assertThat(ManifestReaderTest.good("rate: 100/s").rate()).isEqualTo(Rate.parse("100/s"));
    assertThat(ManifestReaderTest.good("rate: 5/h burst 9").rate())
        .isEqualTo(Rate.parse("5/h burst 9"));
    for (String manifest : List.of("rate: 100", "rate: fast", "rate: 0/s", "rate: [1/s]")) {
      assertThat(ManifestReaderTest.bad(manifest))
          .singleElement()
          .asString()
          .startsWith("rate: ")
          .contains("100/s");
    }
  }
}
