package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.execution.Ran;
import dev.hearth.host.scheduling.load.Newcomers;
import org.junit.jupiter.api.Test;

class MeasuredTest {

  private static final long MIB = 1L << 20;

  private final Newcomers newcomers = new Newcomers();
  private final Measured measured = new Measured(newcomers, 2, 128 * MIB);

  @Test
  void theFirstCallOfAllGetsAPartOfItsBudget() {
    assertThat(measured.bytes()).isEqualTo(16 * MIB);
    assertThat(measured.demand()).isEqualTo(250);
  }

  @Test
  void aCallIsTakenToBeLikeTheFirstOnesOfOtherVersionsUntilItsLikeAreKnown() {
    Measured other = new Measured(newcomers, 2, 128 * MIB);
    other.add(new Ran(100_000_000, 1_000, 3 * MIB, 0));
    other.add(new Ran(100_000_000, 100_000_000, 50 * MIB, 0));
    assertThat(measured.bytes()).isEqualTo(6 * MIB);
    assertThat(measured.demand()).isEqualTo(10);
    assertThat(new Measured(newcomers, 2, 5 * MIB).bytes()).isEqualTo(5 * MIB);
    measured.add(new Ran(100_000_000, 50_000_000, 20 * MIB, 0));
    assertThat(measured.bytes()).isEqualTo(40 * MIB);
    assertThat(measured.demand()).isEqualTo(500);
  }

  @Test
  void aCallThatSleepsNeedsNextToNothingOfAProcessor() {
    measured.add(new Ran(100_000_000, 1_000, 10, 0));
    assertThat(measured.demand()).isEqualTo(10);
  }

  @Test
  void waitingForAProcessorIsNoRest() {
    measured.add(new Ran(40_000_000, 10_000_000, 10, 30_000_000));
    assertThat(measured.demand()).isEqualTo(1_000);
  }

  @Test
  void aCallWithThreadsOfItsOwnNeedsSeveralProcessorsButNoMoreThanThereAre() {
    measured.add(new Ran(10_000_000, 50_000_000, 10, 0));
    assertThat(measured.demand()).isEqualTo(2_000);
  }

  @Test
  void memoryIsTwiceWhatTheLargestTookWithinTheBudget() {
    measured.add(new Ran(1, 1, 10 * MIB, 0));
    measured.add(new Ran(1, 1, MIB, 0));
    assertThat(measured.bytes()).isBetween(19 * MIB, 20 * MIB);
    measured.add(new Ran(1, 1, 100 * MIB, 0));
    assertThat(measured.bytes()).isEqualTo(128 * MIB);
  }

  @Test
  void theFirstCallsAndThenOneOfManyAreLookedAt() {
    int looks = 0;
    for (int i = 0; i < 16 + 160; i++) {
      looks += measured.next(i * 5_000_000L) ? 1 : 0;
    }
    assertThat(looks).isEqualTo(16 + 10);
  }

  @Test
  void manyCallsInAShortTimeAreLookedAtAsRarelyAsThatTimeAllows() {
    int looks = 0;
    for (int i = 0; i < 16 + 16_000; i++) {
      looks += measured.next(i * 1_000L) ? 1 : 0;
    }
    assertThat(looks).isBetween(16 + 3, 16 + 4);
  }

  @Test
  void aCallIsQuickThatTakesLessThanAMillisecondOfAFreeProcessor() {
    assertThat(measured.isQuick()).isFalse();
    measured.add(new Ran(20_000_000, 100_000, 10, 19_800_000));
    assertThat(measured.isQuick()).isTrue();
    for (int i = 0; i < 40; i++) {
      measured.add(new Ran(2_000_000, 100_000, 10, 0));
    }
    assertThat(measured.isQuick()).isFalse();
  }
}
