package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** The sum of 262,144 ints in a counted loop, which the JIT compiler turns into vectors. */
public final class Ints implements IntSupplier {

  private final int[] values = new int[1 << 18];

  public Ints() {
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 31 ^ i >>> 3;
    }
  }

  @Override
  public int getAsInt() {
    int sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }
}
