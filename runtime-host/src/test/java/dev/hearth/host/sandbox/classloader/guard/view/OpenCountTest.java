package dev.hearth.host.sandbox.classloader.guard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A function that opens much is stopped before the host is out of descriptors; no other is. */
class OpenCountTest {

  private double inUse;
  private final OpenCount count = new OpenCount(() -> inUse);

  private boolean admitsAll(int uses) {
    return IntStream.range(0, uses).allMatch(_ -> count.admits());
  }

  @Test
  void whoOpensLittleMayGoOnWhateverOthersDo() {
    inUse = 0.99;
    assertThat(admitsAll(OpenCount.FREE - 1)).isTrue();
  }

  @Test
  void whoOpensMuchMayGoOnWhileThereIsPlenty() {
    inUse = 0.1;
    assertThat(admitsAll(100 * OpenCount.FREE)).isTrue();
  }

  @Test
  void whoHasOpenedMuchMayOpenNoMoreOnceHalfIsInUse() {
    inUse = 0.3;
    assertThat(admitsAll(OpenCount.FREE)).isTrue();
    inUse = 0.5;
    assertThat(admitsAll(32)).isFalse();
    assertThat(IntStream.range(0, 100).noneMatch(_ -> count.admits())).isTrue();
  }

  @Test
  void mayOpenAgainWhenThereIsPlentyAgain() {
    inUse = 0.6;
    admitsAll(2 * OpenCount.FREE);
    inUse = 0.2;
    assertThat(admitsAll(10 * OpenCount.FREE)).isTrue();
  }
}
