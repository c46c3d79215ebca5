package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Lineage;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHeadersTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private static Lineage lineage(String... fields) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      map.add(fields[i], fields[i + 1]);
    }
    return CallHeaders.lineage(map::get, NOW);
  }

  @Test
  void aCallThatSaysNothingHasNoDeadlineAndNoHops() {
    assertThat(lineage()).isSameAs(Lineage.ROOT);
  }

  @Test
  void readsHopsAndTimeout() {
    assertThat(lineage("x-hearth-hops", "3")).isEqualTo(new Lineage(3, Instant.MAX));
    assertThat(lineage("X-Hearth-Timeout", "2s")).isEqualTo(new Lineage(0, NOW.plusSeconds(2)));
    assertThat(lineage("X-HEARTH-HOPS", "0", "x-hearth-timeout", "PT1M"))
        .isEqualTo(new Lineage(0, NOW.plusSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "-1s", "0s", "0ms", "soon", "2s2s", "PT-1S"})
  void showsTheFormOfATimeout(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lineage("x-hearth-timeout", text))
        .withMessageContaining("X-Hearth-Timeout")
        .withMessageContaining("2s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "one", "1.5", "99999999999999", "1 ", "٣"})
  void showsTheFormOfHops(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lineage("x-hearth-hops", text))
        .withMessageContaining("X-Hearth-Hops");
  }

  @Property(tries = 200)
  void everyTimeoutIsADeadlineAtMostThirtyDaysAway(@ForAll @LongRange(min = 1) long seconds) {
    String text = Duration.ofSeconds(seconds).toString();
    assertThat(lineage("x-hearth-timeout", text).deadline())
        .isEqualTo(NOW.plusSeconds(Math.min(seconds, 30L * 86_400)));
  }

  @Property(tries = 200)
  void whatIsWrittenAsADurationIsRead(@ForAll @LongRange(min = 1, max = 10_000_000) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(CallHeaders.timeout(DurationText.format(duration))).isEqualTo(duration);
  }

  @Property(tries = 500)
  void noTextMakesItThrowAnythingElse(@ForAll String text) {
    try {
      assertThat(CallHeaders.timeout(text)).isPositive();
    } catch (IllegalArgumentException wrong) {
      assertThat(wrong.getMessage()).doesNotContain("\n").hasSizeLessThan(150);
    }
  }

  @Test
  void whatAFunctionSendsOnIsOneHopFurther() {
    assertThat(CallHeaders.hopsToSendOn(new Lineage(4, Instant.MAX)))
        .isEqualTo(new HeaderField("x-hearth-hops", "5"));
    assertThat(CallHeaders.isOne("X-Hearth-hops")).isTrue();
    assertThat(CallHeaders.isOne("x-hearth-timeout")).isTrue();
    assertThat(CallHeaders.isOne("x-hearth-other")).isFalse();
  }
}
