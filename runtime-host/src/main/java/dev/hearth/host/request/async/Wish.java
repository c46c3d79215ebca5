package dev.hearth.host.request.async;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.request.CallHeaders;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a caller wants a call to be kept.
 *
 * @param later whether it does not wait for the result
 * @param key by which a repetition of the call is recognised, if it is to be
 * @param delay how long after now the call is due; zero for at once
 * @param orderKey calls with the same one run one after the other; empty for no order
 */
record Wish(boolean later, Optional<String> key, Duration delay, String orderKey) {

  private static final int LONGEST_ORDER_KEY = 128;

  /**
   * Reads the header fields of a call.
   *
   * @param longestDelay the most that a call may be put off
   * @throws IllegalArgumentException with a message for the caller
   */
  static Wish of(MultiMap headers, Duration longestDelay) {
    boolean later = Preferences.respondAsync(headers.getAll(Preferences.PREFER));
    Optional<String> delay = only(headers, CallHeaders.DELAY);
    Optional<String> orderKey = only(headers, CallHeaders.ORDER_KEY);
    if (!later && (delay.isPresent() || orderKey.isPresent())) {
      throw new IllegalArgumentException(
          (delay.isPresent() ? CallHeaders.DELAY : CallHeaders.ORDER_KEY)
              + " is for calls whose caller does not wait: send \"Prefer: respond-async\" with it,"
              + " or leave it out");
    }
    return new Wish(
        later,
        only(headers, IdempotencyKey.FIELD).map(IdempotencyKey::parse),
        delay.map(text -> delay(text, longestDelay)).orElse(Duration.ZERO),
        orderKey.map(Wish::orderKey).orElse(""));
  }

  /** Whether the call is an ordinary one. */
  boolean isOrdinary() {
    return !later && key.isEmpty();
  }

  private static Optional<String> only(MultiMap headers, String name) {
    List<String> values = headers.getAll(name);
    if (values.size() > 1) {
      throw new IllegalArgumentException(
          name + " may stand in a request once, not " + values.size() + " times");
    }
    return values.stream().findFirst();
  }

  private static Duration delay(String text, Duration longest) {
    try {
      Duration delay = DurationText.parse(text);
      if (delay.compareTo(longest) <= 0) {
        return delay;
      }
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      // Said below, as for those that are too long.
    }
    throw new IllegalArgumentException(
        CallHeaders.DELAY
            + " wants a duration of at most "
            + DurationText.format(longest)
            + " (retry.maxAge of the function's manifest), such as 5m or PT5M, not "
            + CallHeaders.shown(text));
  }

  private static String orderKey(String text) {
    if (text.isEmpty()
        || text.length() > LONGEST_ORDER_KEY
        || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          CallHeaders.ORDER_KEY
              + " wants 1 to "
              + LONGEST_ORDER_KEY
              + " printable characters, such as customer-17, not "
              + CallHeaders.shown(text));
    }
    return text;
  }
}
