package dev.hearth.bench.kernel;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Streams and lambdas: filter, map, group and add up 2,000 numbers. */
public final class Streams implements IntSupplier {

  @Override
  public int getAsInt() {
    Map<Integer, Long> groups =
        IntStream.range(0, 2_000)
            .filter(i -> i % 3 != 0)
            .map(i -> i * i + 1)
            .boxed()
            .collect(Collectors.groupingBy(i -> i % 17, Collectors.summingLong(i -> i)));
    long odd = groups.values().stream().filter(sum -> sum % 2 == 1).mapToLong(sum -> sum).sum();
    return Long.hashCode(odd + groups.size());
  }
}
