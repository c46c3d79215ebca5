package dev.hearth.host.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "hello", "a-b-c", "3x"})
  void takesNamesThatAreSafeEverywhere(String name) {
    assertThat(FunctionName.isValid(name)).isTrue();
    assertThat(new FunctionName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a.b", "a/b", "ä", "a\n", " a", "a@1", ".."})
  void refusesNamesThatAreNot(String name) {
    assertThat(FunctionName.isValid(name)).isFalse();
    assertThatThrownBy(() -> new FunctionName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower-case letters");
  }

  @Test
  void countsToSixtyThree() {
    assertThat(FunctionName.isValid("a".repeat(63))).isTrue();
    assertThat(FunctionName.isValid("a".repeat(64))).isFalse();
  }

  @Property
  void noNameHoldsACharacterThatNeedsEscaping(@ForAll String text) {
    if (FunctionName.isValid(text)) {
      assertThat(text).matches("[a-z0-9-]{1,63}");
    }
  }

  @Test
  void anAliasIsNeverTakenForANumber() {
    assertThat(Alias.isValidName("live")).isTrue();
    assertThat(Alias.isValidName("1live")).isFalse();
    assertThat(Alias.isValidName("")).isFalse();
    assertThat(Alias.isValidName("a".repeat(65))).isFalse();
    assertThatThrownBy(() -> new Alias("7", Map.of(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAliasNamesAVersionWithAWeight() {
    assertThatThrownBy(() -> new Alias("live", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Alias("live", Map.of(1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Alias("live", Map.of(1, 1_000_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aDrawAlwaysFallsOnAVersionOfTheAlias(
      @ForAll @Size(min = 1, max = 8)
          Map<@IntRange(min = 1, max = 50) Integer, @IntRange(min = 1, max = 1_000_000) Integer>
              weights,
      @ForAll @IntRange(max = 1_000_000) int millionths) {
    assertThat(weights).containsKey(new Alias("live", weights).pick(millionths / 1_000_001.0));
  }

  @Property(tries = 100)
  void drawsSpreadByTheWeights(
      @ForAll @IntRange(min = 1, max = 20) int first,
      @ForAll @IntRange(min = 1, max = 20) int second,
      @ForAll @IntRange(min = 1, max = 20) int third) {
    Alias alias = new Alias("live", Map.of(1, first, 2, second, 3, third));
    int total = first + second + third;
    Map<Integer, Integer> picked = new HashMap<>();
    for (int i = 0; i < total; i++) {
      picked.merge(alias.pick((i + 0.5) / total), 1, Integer::sum);
    }
    assertThat(picked).isEqualTo(Map.of(1, first, 2, second, 3, third));
  }

  @Test
  void theEdgesOfTheDrawFallOnTheFirstAndTheLast() {
    Alias alias = new Alias("live", Map.of(3, 1, 9, 1));
    assertThat(alias.pick(0)).isEqualTo(3);
    assertThat(alias.pick(Math.nextDown(1.0))).isEqualTo(9);
    assertThat(alias.pick(0.5)).isEqualTo(9);
    assertThat(alias.pick(Math.nextDown(0.5))).isEqualTo(3);
  }
}
