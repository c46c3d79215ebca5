package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** A linear congruential generator stepped until it has drawn enough: a loop without a counter. */
public final class Lcg implements IntSupplier {

  private static final int DRAWS = 300_000;

  @Override
  public int getAsInt() {
    int state = 12345;
    int low = 0;
    int drawn = 0;
    while (drawn != DRAWS) {
      state = state * 1_103_515_245 + 12_345;
      drawn++;
      if (state < 0) {
        low++;
      }
    }
    return state ^ low;
  }
}
