package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.Lane;
import dev.hearth.host.scheduling.CapacityLedger.Hold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CapacityLedgerTest {

  private static final int PROCESSORS = 4;

  private final CapacityLedger ledger =
      new CapacityLedger(new SchedulerConfig.Capacity(2, 1_000, 25, 50));

  private void fill(Hold hold, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(ledger.hasRoom(hold, PROCESSORS)).isTrue();
      ledger.take(hold);
    }
  }

  @Test
  void callsThatComputeFillTheProcessors() {
    Hold busy = new Hold(Lane.INTERACTIVE, 1_000, 1);
    fill(busy, 4);
    assertThat(ledger.hasRoom(busy, PROCESSORS)).isFalse();
    assertThat(ledger.processorsInUse()).isEqualTo(4);
    ledger.giveBack(busy);
    assertThat(ledger.hasRoom(busy, PROCESSORS)).isTrue();
  }

  @Test
  void callsThatWaitMostOfTheTimeAreManyMore() {
    fill(new Hold(Lane.INTERACTIVE, 10, 1), 400);
    assertThat(ledger.hasRoom(new Hold(Lane.INTERACTIVE, 10, 1), PROCESSORS)).isFalse();
  }

  @Test
  void memoryIsPromisedOnlyOnce() {
    Hold large = new Hold(Lane.INTERACTIVE, 10, 400);
    fill(large, 2);
    assertThat(ledger.hasRoom(large, PROCESSORS)).isFalse();
    assertThat(ledger.hasRoom(new Hold(Lane.INTERACTIVE, 10, 200), PROCESSORS)).isTrue();
  }

  @Test
  void noLaneHoldsWhatAnotherNeeds() {
    Hold background = new Hold(Lane.BACKGROUND, 1_000, 10);
    fill(background, 1);
    assertThat(ledger.hasRoom(background, PROCESSORS)).isFalse();
    fill(new Hold(Lane.LONG, 1_000, 10), 2);
    fill(new Hold(Lane.INTERACTIVE, 1_000, 10), 4);
  }

  @Test
  void oneCallRunsHoweverLargeItIs() {
    Hold huge = new Hold(Lane.LONG, 64_000, Long.MAX_VALUE / 4);
    fill(huge, 1);
    assertThat(ledger.hasRoom(huge, PROCESSORS)).isFalse();
  }

  @Property
  void whatIsGivenBackIsThereAgain(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 2_000) Integer> demands) {
    CapacityLedger fresh = new CapacityLedger(new SchedulerConfig.Capacity(2, 1_000, 25, 50));
    Deque<Hold> held = new ArrayDeque<>();
    for (int demand : demands) {
      Hold hold = new Hold(List.of(Lane.values()).get(demand % 3), demand, demand % 500);
      if (fresh.hasRoom(hold, PROCESSORS)) {
        fresh.take(hold);
        held.add(hold);
      }
      for (Lane lane : Lane.values()) {
        CapacityLedger.Use use = fresh.use(lane);
        assertThat(use.calls() <= 1 || use.demand() <= fresh.demandOf(lane, PROCESSORS)).isTrue();
        assertThat(use.calls() <= 1 || use.bytes() <= fresh.bytesOf(lane)).isTrue();
      }
    }
    held.forEach(fresh::giveBack);
    for (Lane lane : Lane.values()) {
      assertThat(fresh.use(lane)).isEqualTo(new CapacityLedger.Use(0, 0, 0));
    }
  }
}
