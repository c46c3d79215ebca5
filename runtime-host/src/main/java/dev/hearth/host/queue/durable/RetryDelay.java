package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.registry.FunctionSpec.RetrySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How long a task waits before it is tried again: full jitter, evenly spread from nothing to a
 * ceiling that grows, and never beyond the cap that the manifest gives. Stateless.
 */
final class RetryDelay {

  /** What the ceiling is of the age of a task whose attempts are not counted. */
  private static final int PART_OF_AGE = 4;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryDelay() {}

  /**
   * After an attempt that counts: the ceiling is {@code base} after the first, and doubles.
   *
   * @param attempt counted from 1
   * @param draw from 0 (included) to 1 (excluded)
   */
  static Duration counted(RetrySpec retry, int attempt, double draw) {
    Duration ceiling = retry.base();
    for (int i = 1; i < attempt && ceiling.compareTo(retry.cap()) < 0; i++) {
      ceiling = ceiling.multipliedBy(2);
    }
    return jittered(retry, ceiling, draw);
  }

  /** After one that does not count: the ceiling is a quarter of the age, at least {@code base}. */
  static Duration uncounted(RetrySpec retry, Duration age, double draw) {
    Duration part = age.dividedBy(PART_OF_AGE);
    return jittered(retry, part.compareTo(retry.base()) < 0 ? retry.base() : part, draw);
  }

  private static Duration jittered(RetrySpec retry, Duration ceiling, double draw) {
    return Duration.ofNanos((long) (draw * shorter(ceiling, retry.cap()).toNanos()));
  }

  /** At least as long as whoever failed wants, as far as the cap allows. */
  static Duration notBefore(RetrySpec retry, Duration wanted, Duration delay) {
    return wanted.compareTo(retry.cap()) >= 0
        ? retry.cap()
        : shorter(wanted.plus(delay), retry.cap());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /**
   * What the field {@code Retry-After} of an answer says (RFC 9110, section 10.2.3); zero if there
   * is none, or none that can be read.
   */
  static Duration retryAfter(List<HeaderField> headers, Instant now) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase("retry-after"))
        .findFirst()
        .map(field -> parse(field.value().strip(), now))
        .orElse(Duration.ZERO);
  }

  private static Duration parse(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    } catch (DateTimeException unreadable) {
      return Duration.ZERO;
    }
  }
}
