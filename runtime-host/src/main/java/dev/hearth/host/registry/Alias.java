package dev.hearth.host.registry;

import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.Rendezvous;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A name for a version, or for several by weight.
 *
 * @param name starts with a letter, so that it is never taken for a version number
 * @param weights version number to weight; weights are positive, only their ratio counts
 * @param traits what else it says
 */
public record Alias(String name, SortedMap<Integer, Integer> weights, AliasTraits traits) {

  private static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  public Alias {
    if (!isValidName(name)) {
      throw new IllegalArgumentException(
          "an alias starts with a letter and has at most 64 letters, digits, hyphens and"
              + " underscores");
    }
    if (weights.isEmpty() || weights.values().stream().anyMatch(w -> w < 1 || w > 1_000_000)) {
      throw new IllegalArgumentException(
          "an alias names at least one version, each with a weight from 1 to 1000000");
    }
    if (traits.main() != 0 && !weights.containsKey(traits.main())) {
      throw new IllegalArgumentException(
          "the version that an alias stands for is one of those that it has weights for");
    }
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** An alias that says nothing but the weights. */
  public Alias(String name, Map<Integer, Integer> weights) {
    this(name, new TreeMap<>(weights), AliasTraits.NONE);
  }

  /** The version that it stands for; any others are tried beside it. */
  public int main() {
    return traits.main() != 0
        ? traits.main()
        : weights.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .orElseThrow()
            .getKey();
  }

  /** Whether {@code text} may name an alias. */
  public static boolean isValidName(String text) {
    return VALID.matcher(text).matches();
  }

  /**
   * The version that a draw falls on.
   *
   * @param draw from 0 (included) to 1 (excluded), evenly spread
   */
  public int pick(double draw) {
    long total = weights.values().stream().mapToLong(Integer::longValue).sum();
    double point = draw * total;
    int last = 0;
    for (Map.Entry<Integer, Integer> entry : weights.entrySet()) {
      last = entry.getKey();
      point -= entry.getValue();
      if (point < 0) {
        return last;
      }
    }
    return last;
  }

  /**
   * The version that one call of the alias goes to: always the same for the same key while the
   * weights stay; one by chance where the call has none.
   *
   * @param function whose alias it is: keys of different functions go their own ways
   * @param fields gives the values of a header field of the call, by its name in any case
   * @param draws numbers as {@link #pick(double)} takes them
   */
  public int pick(
      FunctionName function, Function<String, List<String>> fields, DoubleSupplier draws) {
    if (weights.size() == 1) {
      return weights.firstKey();
    }
    Optional<String> key = traits.sticky().key(fields);
    return key.isPresent()
        ? Rendezvous.pick(function.value(), key.get(), weights)
        : pick(draws.getAsDouble());
  }
}
