package dev.hearth.host.deployment;

import dev.hearth.host.config.Problems;
import java.util.Set;

/** What the manifest language has but this release does not honour, and so refuses. */
final class Unavailable {

  private static final Set<String> KEYS = Set.of("isolation");

  private static final Set<String> VALUES =
      Set.of("auth: jwt", "sandbox: process", "sandbox: container");

  private Unavailable() {}

  /** Whether the key is unavailable; then there is a problem more. */
  static boolean refuseKey(String path, Problems problems) {
    return refuse(KEYS.contains(path), path, path, problems);
  }

  /** Whether this value of the key is unavailable; then there is a problem more. */
  static boolean refuseValue(String path, String value, Problems problems) {
    String both = path + ": " + value;
    return refuse(VALUES.contains(both), path, both, problems);
  }

  private static boolean refuse(boolean unavailable, String where, String what, Problems problems) {
    if (unavailable) {
      problems.add(where, '"' + what + "\" is not available in this release of Hearth; remove it");
    }
    return unavailable;
  }
}
