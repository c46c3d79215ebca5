package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {

  private long now = 1_000;
  private final List<Long> planned = new ArrayList<>();
  private final List<Runnable> looks = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private final Watch watch =
      new Watch(
          () -> now,
          (delay, look) -> {
            planned.add(delay);
            looks.add(look);
          });

  private void letPass(long nanos) {
    now += nanos;
    looks.removeFirst().run();
  }

  @Test
  void looksWhenItIsDueAndThenAsOftenAsTheLookWants() {
    watch.arm(
        100,
        elapsed -> {
          taken.add(elapsed);
          return elapsed < 150 ? 50 : -1;
        });
    letPass(100);
    letPass(50);
    assertThat(taken).containsExactly(100L, 150L);
    assertThat(planned).containsExactly(100L, 50L);
    assertThat(looks).isEmpty();
  }

  @Test
  void aLookThatWasPlannedForAnEndedCallServesTheNext() {
    watch.arm(100, _ -> -1);
    watch.disarm();
    now += 60;
    watch.arm(
        100,
        elapsed -> {
          taken.add(elapsed);
          return -1;
        });
    letPass(40);
    assertThat(taken).isEmpty();
    letPass(60);
    assertThat(taken).containsExactly(100L);
    assertThat(planned).containsExactly(100L, 60L);
  }

  @Test
  void aCallThatIsDueSoonerGetsALookOfItsOwn() {
    watch.arm(100, _ -> -1);
    watch.disarm();
    watch.arm(
        10,
        elapsed -> {
          taken.add(elapsed);
          return -1;
        });
    now += 10;
    looks.getLast().run();
    assertThat(taken).containsExactly(10L);
  }

  @Test
  void aLookThatEndsAfterItsCallDoesNotDisturbTheNext() {
    watch.arm(
        100,
        _ -> {
          watch.disarm();
          watch.arm(
              100,
              elapsed -> {
                taken.add(elapsed);
                return -1;
              });
          return 5;
        });
    letPass(100);
    assertThat(planned).containsExactly(100L, 100L);
    letPass(100);
    assertThat(taken).containsExactly(100L);
  }
}
