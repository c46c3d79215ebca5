package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "5s, PT5S",
    "' 10 m', PT10M",
    "2h, PT2H",
    "1d, P1D",
    "0s, PT0S",
    "PT5M, PT5M",
    "P2DT3H, P2DT3H"
  })
  void readsEveryUnitAndIso(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 sec", "-5s", "PT-5M", "1.5s", "s", "5S"})
  void saysTheFormThatIsWanted(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"" + text + "\" is not a duration: write for instance 250ms, 5s, 10m, 2h or PT5M");
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 1500ms",
    "0, 0ms",
    "60000, 1m",
    "61000, 61s",
    "7200000, 2h",
    "86400000, 1d",
    "90000000, 25h"
  })
  void writesTheShortestForm(long millis, String text) {
    assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Property
  void readsBackWhatItWrites(@ForAll @LongRange(max = 999_999_999_999L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
  }
}
