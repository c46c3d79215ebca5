package dev.hearth.host.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that somebody probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * A hint to put behind "unknown …".
   *
   * @return {@code ": did you mean \"x\"?"} for the name with the fewest edits (Levenshtein)
   */
  public static String hint(String given, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .map(name -> ": did you mean \"" + name + "\"?")
        .orElse("");
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
