package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** The 24th Fibonacci number by plain recursion: 150,049 calls and nothing else. */
public final class Fib implements IntSupplier {

  @Override
  public int getAsInt() {
    return fib(24);
  }

  private static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }
}
