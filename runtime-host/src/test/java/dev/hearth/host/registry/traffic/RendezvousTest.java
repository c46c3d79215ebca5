package dev.hearth.host.registry.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RendezvousTest {

  private static final int KEYS = 20_000;

  private static int pick(int key, Map<Integer, Integer> weights) {
    return Rendezvous.pick("shop", "user-" + key, new TreeMap<>(weights));
  }

  private static double share(int version, Map<Integer, Integer> weights) {
    int picked = 0;
    for (int key = 0; key < KEYS; key++) {
      picked += pick(key, weights) == version ? 1 : 0;
    }
    return picked / (double) KEYS;
  }

  @Property
  void aKeyGoesToAVersionOfTheAliasAndAlwaysToTheSame(
      @ForAll String key,
      @ForAll @Size(min = 1, max = 8)
          Map<@IntRange(min = 1, max = 50) Integer, @IntRange(min = 1, max = 1_000_000) Integer>
              weights) {
    int picked = Rendezvous.pick("shop", key, new TreeMap<>(weights));
    assertThat(weights).containsKey(picked);
    assertThat(Rendezvous.pick("shop", key, new TreeMap<>(weights))).isEqualTo(picked);
  }

  @Property
  void onlyTheRatioOfTheWeightsCounts(
      @ForAll String key,
      @ForAll @IntRange(min = 1, max = 1_000) int first,
      @ForAll @IntRange(min = 1, max = 1_000) int second) {
    SortedMap<Integer, Integer> weights = new TreeMap<>(Map.of(1, first, 2, second));
    // A power of two keeps every bit of the scores.
    SortedMap<Integer, Integer> more = new TreeMap<>(Map.of(1, first * 512, 2, second * 512));
    assertThat(Rendezvous.pick("a", key, more)).isEqualTo(Rendezvous.pick("a", key, weights));
  }

  @Property
  void whenTheWeightOfAVersionGrowsKeysMoveOnlyToIt(
      @ForAll String key,
      @ForAll @Size(min = 2, max = 6)
          Map<@IntRange(min = 1, max = 9) Integer, @IntRange(min = 1, max = 1_000) Integer> weights,
      @ForAll @IntRange(min = 1, max = 10_000) int more) {
    SortedMap<Integer, Integer> before = new TreeMap<>(weights);
    SortedMap<Integer, Integer> after = new TreeMap<>(weights);
    int grown = before.firstKey();
    after.merge(grown, more, Integer::sum);
    assertThat(Rendezvous.pick("shop", key, after))
        .isIn(grown, Rendezvous.pick("shop", key, before));
  }

  @Property
  void whenAVersionGoesOnlyItsOwnKeysMove(
      @ForAll String key,
      @ForAll @Size(min = 2, max = 6)
          Map<@IntRange(min = 1, max = 9) Integer, @IntRange(min = 1, max = 1_000) Integer>
              weights) {
    SortedMap<Integer, Integer> before = new TreeMap<>(weights);
    SortedMap<Integer, Integer> after = new TreeMap<>(weights);
    int gone = before.lastKey();
    after.remove(gone);
    int picked = Rendezvous.pick("shop", key, before);
    if (picked != gone) {
      assertThat(Rendezvous.pick("shop", key, after)).isEqualTo(picked);
    }
  }

  @Test
  void everyVersionGetsItsShareOfTheKeys() {
    assertThat(share(2, Map.of(1, 90, 2, 10))).isCloseTo(0.10, within(0.01));
    assertThat(share(7, Map.of(3, 50, 5, 20, 7, 30))).isCloseTo(0.30, within(0.015));
  }

  @Test
  void aShiftMovesNoMoreKeysThanItHasTo() {
    int moved = 0;
    int back = 0;
    for (int key = 0; key < KEYS; key++) {
      int before = pick(key, Map.of(1, 90, 2, 10));
      int after = pick(key, Map.of(1, 75, 2, 25));
      moved += before != after ? 1 : 0;
      back += before == 2 && after == 1 ? 1 : 0;
    }
    assertThat(back).isZero();
    assertThat(moved / (double) KEYS).isCloseTo(0.15, within(0.01));
  }

  @Test
  void functionsSpreadTheSameKeysEachInItsOwnWay() {
    SortedMap<Integer, Integer> half = new TreeMap<>(Map.of(1, 1, 2, 1));
    int same = 0;
    for (int key = 0; key < KEYS; key++) {
      int ofShop = Rendezvous.pick("shop", "user-" + key, half);
      same += ofShop == Rendezvous.pick("cart", "user-" + key, half) ? 1 : 0;
    }
    assertThat(same / (double) KEYS).isCloseTo(0.5, within(0.02));
  }

  @Test
  void whereAKeyGoesOutlivesReleases() {
    SortedMap<Integer, Integer> weights = new TreeMap<>(Map.of(3, 50, 5, 20, 7, 30));
    StringBuilder picked = new StringBuilder();
    for (int key = 0; key < 24; key++) {
      picked.append(Rendezvous.pick("shop", "user-" + key, weights));
    }
    assertThat(picked).hasToString("333773333573537353335553");
  }
}
