package dev.hearth.host.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A word of {@code permissions.allow}: what a function is refused unless its manifest asks. */
public enum Grant {

  /** Takes connections on ports of its own. */
  LISTEN;

  /** As the manifest writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The grant of that word. */
  public static Optional<Grant> of(String word) {
    return Arrays.stream(values()).filter(grant -> grant.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Grant::word).toList();
  }
}
