package dev.hearth.host.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairOrderTest {

  private static final long MILLI = 1_000_000;

  private final FairOrder<String> order = new FairOrder<>();
  private final Map<String, FairOrder.Share<String>> shares = new HashMap<>();

  private FairOrder.Share<String> join(String name, int weight, Priority priority) {
    FairOrder.Share<String> share = order.join(name, weight, priority);
    shares.put(name, share);
    order.ready(share);
    return share;
  }

  /** Serves calls of so many milliseconds each; who went how often. */
  private Map<String, Integer> serve(int calls, Map<String, Integer> millis) {
    Map<String, Integer> went = new HashMap<>();
    for (int i = 0; i < calls; i++) {
      String next = order.first().orElseThrow();
      FairOrder.Share<String> share = Objects.requireNonNull(shares.get(next));
      order.goes(share, millis.getOrDefault(next, 0) * MILLI);
      went.merge(next, 1, Integer::sum);
    }
    return went;
  }

  @Test
  void whoHasLongCallsGoesLessOften() {
    join("long", 1, Priority.NORMAL);
    join("short", 1, Priority.NORMAL);
    Map<String, Integer> went = serve(1_100, Map.of("long", 100, "short", 10));
    assertThat(went.get("short")).isBetween(980, 1_020);
  }

  @Test
  void weightsSayHowMuchEachGets() {
    join("three", 3, Priority.NORMAL);
    join("one", 1, Priority.NORMAL);
    Map<String, Integer> went = serve(4_000, Map.of("three", 10, "one", 10));
    assertThat(went.get("three")).isBetween(2_980, 3_020);
  }

  @Test
  void priorityDecidesAmongEqualsOnly() {
    join("low", 1, Priority.LOW);
    join("high", 1, Priority.HIGH);
    assertThat(order.first()).contains("high");
    Map<String, Integer> went = serve(2_000, Map.of("low", 20, "high", 20));
    assertThat(went.get("low")).isBetween(990, 1_010);
  }

  @Test
  void whoComesBackHasSavedNothingUp() {
    join("always", 1, Priority.NORMAL);
    FairOrder.Share<String> rare = join("rare", 1, Priority.NORMAL);
    order.rest(rare);
    serve(1_000, Map.of("always", 10));
    order.ready(rare);
    Map<String, Integer> went = serve(100, Map.of("always", 10, "rare", 10));
    assertThat(went.get("rare")).isBetween(49, 52);
  }

  @Test
  void whoUsedMoreThanExpectedPaysForIt() {
    FairOrder.Share<String> greedy = join("greedy", 1, Priority.NORMAL);
    join("other", 1, Priority.NORMAL);
    order.charge(greedy, 1_000 * MILLI);
    assertThat(serve(100, Map.of("greedy", 10, "other", 10)).get("other")).isEqualTo(100);
  }

  @Test
  void nobodyIsFirstWhereNobodyTakesPart() {
    FairOrder.Share<String> share = join("one", 1, Priority.NORMAL);
    order.rest(share);
    assertThat(order.first()).isEmpty();
    assertThat(order.isEmpty()).isTrue();
    order.charge(share, 5);
    assertThat(order.isEmpty()).isTrue();
  }

  /** Whoever goes out of turn, rests, comes back or is charged: nobody is lost, nobody stays. */
  @Property
  void thoseThatTakePartAreThoseThatWereMadeReady(
      @ForAll @Size(max = 80) List<@IntRange(max = 19_999) Integer> actions) {
    FairOrder<Integer> any = new FairOrder<>();
    List<FairOrder.Share<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(any.join(i, i + 1, Priority.NORMAL));
    }
    Set<Integer> ready = new TreeSet<>();
    for (int action : actions) {
      int who = action % 4;
      long nanos = (action / 20) * MILLI / 10;
      switch (action / 4 % 5) {
        case 0, 1 -> {
          any.ready(all.get(who));
          ready.add(who);
        }
        case 2 -> {
          any.rest(all.get(who));
          ready.remove(who);
        }
        case 3 -> any.goes(all.get(who), nanos);
        default -> any.charge(all.get(who), nanos - 20 * MILLI);
      }
    }
    Set<Integer> found = new TreeSet<>();
    while (any.first().isPresent()) {
      int first = any.first().orElseThrow();
      assertThat(found.add(first)).isTrue();
      any.rest(all.get(first));
    }
    assertThat(found).isEqualTo(ready);
  }

  /** The bound of the paper: what two get differs by one call of each, over any stretch. */
  @Property
  void noTwoThatTakePartAllTheTimeDriftApart(
      @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 4) Integer> weights,
      @ForAll @Size(min = 5, max = 5) List<@IntRange(min = 11, max = 60) Integer> millis) {
    FairOrder<Integer> fair = new FairOrder<>();
    List<FairOrder.Share<Integer>> all = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      all.add(fair.join(i, weights.get(i), Priority.NORMAL));
      fair.ready(all.get(i));
    }
    double[] had = new double[weights.size()];
    for (int i = 0; i < 500; i++) {
      int next = fair.first().orElseThrow();
      fair.goes(all.get(next), millis.get(next) * MILLI);
      had[next] += millis.get(next) / (double) weights.get(next);
      for (double one : had) {
        assertThat(Math.abs(one - had[next])).isLessThanOrEqualTo(60 + 60 + 10);
      }
    }
  }
}
