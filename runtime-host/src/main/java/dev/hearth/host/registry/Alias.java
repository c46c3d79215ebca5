package dev.hearth.host.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A name for a version, or for several by weight.
 *
 * @param name starts with a letter, so that it is never taken for a version number
 * @param weights version number to weight; weights are positive, only their ratio counts
 */
public record Alias(String name, Map<Integer, Integer> weights) {

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
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
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
}
