package dev.hearth.host.attack;

import java.util.List;

/**
 * How one attack went.
 *
 * @param seen by its caller
 * @param said the host's words
 * @param differences of the host to how it was before
 * @param millis from the upload to the end of the look at the host
 */
record Result(Attack attack, Seen seen, String said, List<String> differences, long millis) {

  Result {
    differences = List.copyOf(differences);
  }

  /** Whether it ended as it may, and left the host as it was. */
  boolean isContained() {
    return attack.contained().contains(seen) && differences.isEmpty();
  }

  /** One line of the table. */
  String line() {
    String what =
        "%-9s %-48s expected %-24s seen %-15s %5d ms"
            .formatted(
                isContained() ? "contained" : "ESCAPED",
                attack.title(),
                attack.expected(),
                seen,
                millis);
    return isContained() ? what : what + "  " + differences + "  " + said;
  }
}
