package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @Test
  void readsCallsPeriodAndBurst() {
    assertThat(Rate.parse("100/s")).isEqualTo(new Rate(100, Duration.ofSeconds(1), 100));
    assertThat(Rate.parse(" 600/m burst 5 ")).isEqualTo(new Rate(600, Duration.ofMinutes(1), 5));
    assertThat(Rate.parse("10/h burst 240")).isEqualTo(new Rate(10, Duration.ofHours(1), 240));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "100",
        "0/s",
        "-1/s",
        "1/d",
        "1 /s",
        "1/s burst",
        "1/s burst 0",
        "1/sburst 1",
        "1000001/s",
        "1/s burst 1000001",
        "1/h burst 25",
        "99999999999/s",
        "١/s"
      })
  void showsTheFormWanted(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.parse(text))
        .withMessageContaining("100/s");
  }

  @Property(tries = 300)
  void isReadBackAsItIsWritten(
      @ForAll @IntRange(min = 1, max = Rate.MOST) int calls,
      @ForAll @IntRange(min = 1, max = Rate.MOST) int burst) {
    Rate rate = new Rate(calls, Duration.ofSeconds(1), burst);
    if (rate.refill().compareTo(Duration.ofDays(1)) <= 0) {
      assertThat(Rate.parse(rate.toString())).isEqualTo(rate);
    }
  }

  @Property(tries = 500)
  void noTextIsReadAsSomethingElseThanItSays(
      @ForAll @Chars({'/', 's', 'm', 'h', ' ', 'b', 'u', 'r', 't'}) @CharRange(from = '0', to = '9')
          String text) {
    try {
      Rate rate = Rate.parse(text);
      assertThat(Rate.parse(rate.toString())).isEqualTo(rate);
      assertThat(rate.isLimited()).isTrue();
    } catch (IllegalArgumentException wrong) {
      assertThat(wrong).hasMessageContaining(text);
    }
  }

  @Test
  void noLimitHasNoText() {
    assertThat(Rate.UNLIMITED.isLimited()).isFalse();
    assertThat(Rate.UNLIMITED).hasToString("");
    assertThat(Rate.UNLIMITED.refill()).isZero();
    assertThat(Rate.parse("6/m burst 3").refill()).isEqualTo(Duration.ofSeconds(30));
  }
}
