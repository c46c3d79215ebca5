package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRingTest {

  private static final int CAPACITY = ByteRing.CAPACITY;

  private final ByteRing ring = new ByteRing();

  @Test
  void takesNoMoreThanItsCapacity() {
    assertThat(ring.room()).isEqualTo(CAPACITY);
    assertThat(ring.put(new byte[CAPACITY + 9], 0, CAPACITY + 9)).isEqualTo(CAPACITY);
    assertThat(ring.room()).isZero();
    assertThat(ring.put(new byte[1], 0, 1)).isZero();
    assertThat(ring.take(new byte[7], 0, 7)).isEqualTo(7);
    assertThat(ring.room()).isEqualTo(7);
    assertThat(ring.available()).isEqualTo(CAPACITY - 7);
  }

  @Test
  void givesNothingWhenItIsEmpty() {
    assertThat(ring.available()).isZero();
    assertThat(ring.take(new byte[7], 0, 7)).isZero();
  }

  @Test
  void keepsTheOrderBetweenTwoThreads() throws InterruptedException {
    int total = 3_000_000;
    Thread putter =
        Thread.ofPlatform()
            .start(() -> {
              Random random = new Random(1);
              byte[] part = new byte[9_000];
              for (int sent = 0; sent < total; ) {
                int length = Math.min(1 + random.nextInt(part.length), total - sent);
                for (int i = 0; i < length; i++) {
                  part[i] = (byte) ((sent + i) % 127);
                }
                sent += ring.put(part, 0, length);
              }
            });
    Random random = new Random(2);
    byte[] part = new byte[7_000];
    for (int seen = 0; seen < total; ) {
      int taken = ring.take(part, 0, 1 + random.nextInt(part.length));
      for (int i = 0; i < taken; i++) {
        if (part[i] != (seen + i) % 127) {
          assertThat(part[i]).as("byte %d", seen + i).isEqualTo((byte) ((seen + i) % 127));
        }
      }
      seen += taken;
    }
    putter.join();
    assertThat(ring.available()).isZero();
  }
}
