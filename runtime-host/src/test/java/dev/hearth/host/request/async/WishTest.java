package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

  private static final Duration LONGEST = Duration.ofHours(6);

  private static Wish wish(String... fields) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      map.add(fields[i], fields[i + 1]);
    }
    return Wish.of(map, LONGEST);
  }

  @Test
  void aCallThatSaysNothingIsAnOrdinaryOne() {
    assertThat(wish().isOrdinary()).isTrue();
    assertThat(wish("Prefer", "wait=10").isOrdinary()).isTrue();
  }

  @Test
  void readsAllThatACallMaySay() {
    assertThat(
            wish(
                "prefer", "return=minimal",
                "Prefer", "respond-async",
                "idempotency-key", "\"k\"",
                "X-Hearth-Delay", "PT5M",
                "x-hearth-order-key", "customer 17"))
        .isEqualTo(new Wish(true, Optional.of("k"), Duration.ofMinutes(5), "customer 17"));
    assertThat(wish("Idempotency-Key", "k"))
        .isEqualTo(new Wish(false, Optional.of("k"), Duration.ZERO, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "soon", "-5m", "PT-5M", "6h1m", "7d", "999999999999d", "5m5m"})
  void showsTheFormOfADelayAndHowLongItMayBe(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wish("Prefer", "respond-async", "X-Hearth-Delay", text))
        .withMessageContaining("X-Hearth-Delay")
        .withMessageContaining("at most 6h")
        .withMessageContaining("retry.maxAge")
        .withMessageContaining("PT5M");
  }

  @Property(tries = 300)
  void everyDelayUpToTheLongestIsTaken(@ForAll @LongRange(min = 0, max = 30_000_000) long millis) {
    Duration delay = Duration.ofMillis(millis);
    String[] fields = {"Prefer", "respond-async", "X-Hearth-Delay", millis + "ms"};
    if (delay.compareTo(LONGEST) <= 0) {
      assertThat(wish(fields).delay()).isEqualTo(delay);
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> wish(fields));
    }
  }

  @Test
  void anOrderKeyHas1To128PrintableCharacters() {
    assertThat(wish("Prefer", "respond-async", "X-Hearth-Order-Key", "k".repeat(128)).orderKey())
        .hasSize(128);
    for (String wrong : new String[] {"", "k".repeat(129), "a\tb", "ü"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wish("Prefer", "respond-async", "X-Hearth-Order-Key", wrong))
          .withMessageContaining("1 to 128");
    }
  }

  @Test
  void delayAndOrderAreForCallersWhoDoNotWait() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wish("X-Hearth-Delay", "5m"))
        .withMessageContaining("Prefer: respond-async");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wish("Idempotency-Key", "k", "X-Hearth-Order-Key", "a"))
        .withMessageContaining("Prefer: respond-async");
  }

  @Test
  void aFieldThatStandsThereTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wish("Idempotency-Key", "a", "Idempotency-Key", "a"))
        .withMessageContaining("once");
  }
}
