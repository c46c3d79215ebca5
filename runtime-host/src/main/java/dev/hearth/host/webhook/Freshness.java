package dev.hearth.host.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How far the moment that a delivery was signed at may be from now, before or after.
 *
 * @param now what time it is here
 * @param tolerance not negative
 */
public record Freshness(Instant now, Duration tolerance) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  /**
   * Refuses a delivery that is too old or too new.
   *
   * @param field where the moment stands
   * @param seconds since 1970 UTC, as written
   */
  void check(String field, String seconds) throws UnverifiedException {
    if (!SECONDS.matcher(seconds).matches()) {
      throw UnverifiedException.ofDelivery(
          "the field " + field + " wants the seconds since 1970 as its moment");
    }
    Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now);
    if (off.abs().compareTo(tolerance) > 0) {
      throw UnverifiedException.ofDelivery(
          "the field "
              + field
              + " tells a moment that is "
              + off.abs().toSeconds()
              + " s "
              + (off.isNegative() ? "ahead of" : "behind")
              + " the clock of this host, and the tolerance is "
              + tolerance.toSeconds()
              + " s: the clocks differ, or the delivery is sent again without being signed anew");
    }
  }
}
