package dev.hearth.host.registry;

import java.util.regex.Pattern;

/** A SHA-256 as 64 lower-case hexadecimal digits. */
public record Digest(String hex) {

  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
