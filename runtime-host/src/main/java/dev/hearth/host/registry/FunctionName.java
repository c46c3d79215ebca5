package dev.hearth.host.registry;

/**
 * The name of a function: lower-case letters, digits and hyphens, 1 to 63 of them, starting and
 * ending with a letter or digit, so that it is safe in paths, host names and metric labels.
 */
public record FunctionName(String value) implements Comparable<FunctionName> {

  private static final int LONGEST = 63;

  public FunctionName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a function name has 1 to 63 lower-case letters, digits and hyphens, and starts and ends"
              + " with a letter or digit");
    }
  }

  /** Whether {@code text} may name a function. */
  public static boolean isValid(String text) {
    int length = text.length();
    if (length == 0
        || length > LONGEST
        || text.charAt(0) == '-'
        || text.charAt(length - 1) == '-') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
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
