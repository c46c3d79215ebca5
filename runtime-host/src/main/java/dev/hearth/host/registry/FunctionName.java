package dev.hearth.host.registry;

import java.util.regex.Pattern;

/**
 * The name of a function: lower-case letters, digits and hyphens, 1 to 63 of them, starting and
 * ending with a letter or digit, so that it is safe in paths, host names and metric labels.
 */
public record FunctionName(String value) implements Comparable<FunctionName> {

  private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public FunctionName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a function name has 1 to 63 lower-case letters, digits and hyphens, and starts and ends"
              + " with a letter or digit");
    }
  }

  /** Whether {@code text} may name a function. */
  public static boolean isValid(String text) {
    return text.length() <= 63 && VALID.matcher(text).matches();
  }

  @Override
  public int compareTo(FunctionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
