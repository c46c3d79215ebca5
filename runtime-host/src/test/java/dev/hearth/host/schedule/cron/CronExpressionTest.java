package dev.hearth.host.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  private static final Instant SUNDAY = Instant.parse("2026-11-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *           | 2026-11-01T10:01:00Z | 2026-11-01T10:02:00Z",
        "*/15 * * * *        | 2026-11-01T10:15:00Z | 2026-11-01T10:30:00Z",
        "30 2 * * *          | 2026-11-02T02:30:00Z | 2026-11-03T02:30:00Z",
        "0 9-17/4 * * MON-FRI| 2026-11-02T09:00:00Z | 2026-11-02T13:00:00Z",
        "0 12 * * 0          | 2026-11-01T12:00:00Z | 2026-11-08T12:00:00Z",
        "0 12 * * 7          | 2026-11-01T12:00:00Z | 2026-11-08T12:00:00Z",
        "0 0 * * sun,Tue     | 2026-11-03T00:00:00Z | 2026-11-08T00:00:00Z",
        "0 0 13 * FRI        | 2026-11-06T00:00:00Z | 2026-11-13T00:00:00Z",
        "5,10 0 1 jan,JUL *  | 2027-01-01T00:05:00Z | 2027-01-01T00:10:00Z",
        "0 0 29 2 *          | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z",
        "*/20 * * * * *      | 2026-11-01T10:00:20Z | 2026-11-01T10:00:40Z",
        "15 30 2 * * *       | 2026-11-02T02:30:15Z | 2026-11-03T02:30:15Z",
        "@every 90s          | 2026-11-01T10:01:30Z | 2026-11-01T10:03:00Z",
        "@every 1h           | 2026-11-01T11:00:00Z | 2026-11-01T12:00:00Z",
        "@hourly             | 2026-11-01T11:00:00Z | 2026-11-01T12:00:00Z",
        "@daily              | 2026-11-02T00:00:00Z | 2026-11-03T00:00:00Z",
        "@midnight           | 2026-11-02T00:00:00Z | 2026-11-03T00:00:00Z",
        "@weekly             | 2026-11-08T00:00:00Z | 2026-11-15T00:00:00Z",
        "@monthly            | 2026-12-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "@yearly             | 2027-01-01T00:00:00Z | 2028-01-01T00:00:00Z",
      })
  void readsWhatPeopleWrite(String text, Instant first, Instant second) {
    Occurrences occurrences = CronExpression.parse(text).in(ZoneOffset.UTC);
    assertThat(occurrences.after(SUNDAY)).contains(first);
    assertThat(occurrences.after(first)).contains(second);
    assertThat(occurrences.after(second.minusNanos(1))).contains(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "* * * FOO *",
        "*/0 * * * *",
        "*/60 * * * *",
        "30-10 * * * *",
        "1-2-3 * * * *",
        "1,,2 * * * *",
        "-1 * * * *",
        "? * * * *",
        "0 0 L * *",
        "0 0 * * 5#2",
        "0 0 15W * *",
        "a b c d e",
        "@reboot",
        "@every",
        "@every 0s",
        "@every 500ms",
        "@every 1500ms",
        "@every soon",
        "@every 367d",
        "@Daily",
      })
  void refusesWhatItDoesNotKnowAndSaysWhatItDoes(String text) {
    assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("five fields")
        .hasMessageContaining("@every 90s");
  }

  @Test
  void aDayThatNeverComesHasNoMoments() {
    assertThat(CronExpression.parse("0 0 30 2 *").in(ZoneOffset.UTC).after(SUNDAY)).isEmpty();
    assertThat(CronExpression.parse("0 0 31 4,6,9,11 *").in(ZoneOffset.UTC).after(SUNDAY))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Clocks go from 2:00 to 3:00 on March 29, and from 3:00 back to 2:00 on October 25.
        "Europe/Vienna | 30 2 * * *      | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "Europe/Vienna | 15,45 2 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:15:00Z",
        "Europe/Vienna | 0 3 * * *       | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T01:00:00Z",
        "Europe/Vienna | 30 2 29 3 *     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2027-03-29T00:30:00Z",
        "Europe/Vienna | 30 * * * *      | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z",
        "Europe/Vienna | */30 * * * *    | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
        "Europe/Vienna | 30 2 * * *      | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "Europe/Vienna | 15,45 2,3 * * * | 2026-10-25T00:20:00Z | 2026-10-25T00:45:00Z 2026-10-25T02:15:00Z",
        "Europe/Vienna | 0 2 * * *       | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z 2026-10-26T01:00:00Z",
        "Europe/Vienna | 0 3 * * *       | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z 2026-10-26T02:00:00Z",
        "Europe/Vienna | 30 * * * *      | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z",
        "Europe/Vienna | */30 2 * * *    | 2026-10-24T23:00:00Z | 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z 2026-10-26T01:00:00Z",
        "Europe/Vienna | */20 30 2 * * * | 2026-10-24T23:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T00:30:20Z 2026-10-25T00:30:40Z 2026-10-26T01:30:00Z",
        // From 2:00 to 3:00 on March 8, and from 2:00 back to 1:00 on November 1.
        "America/New_York | 30 2 * * *   | 2026-03-07T12:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z",
        "America/New_York | 30 1 * * *   | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        // From 2:00 back to 1:30 on April 5, and from 2:00 to 2:30 on October 4.
        "Australia/Lord_Howe | 45 1 * * *   | 2026-04-04T10:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "Australia/Lord_Howe | 15 2 * * *   | 2026-10-03T10:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z",
        "Australia/Lord_Howe | */15 * * * * | 2026-04-04T14:30:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:00:00Z 2026-04-04T15:15:00Z 2026-04-04T15:30:00Z",
        // A day that was left out as a whole.
        "Pacific/Apia | 0 12 * * *       | 2011-12-29T22:30:00Z | 2011-12-30T10:00:00Z 2011-12-30T22:00:00Z",
        "UTC          | 30 2 * * *       | 2026-03-28T12:00:00Z | 2026-03-29T02:30:00Z 2026-03-30T02:30:00Z",
      })
  void isRightWhereClocksAreChanged(String zone, String text, Instant from, String expected) {
    Occurrences occurrences = CronExpression.parse(text).in(ZoneId.of(zone));
    List<Instant> wanted = List.of(expected.split(" ")).stream().map(Instant::parse).toList();
    List<Instant> found = new ArrayList<>();
    Instant at = from;
    while (found.size() < wanted.size()) {
      at = occurrences.after(at).orElseThrow();
      found.add(at);
    }
    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void everyKnowsNoClockAndKeepsItsPaceOverALifetime() {
    Occurrences every = CronExpression.parse("@every 7m").in(ZoneId.of("Europe/Vienna"));
    Instant before = Instant.parse("1969-12-31T23:59:00Z");
    assertThat(every.after(before)).contains(Instant.EPOCH);
    assertThat(every.after(Instant.EPOCH)).contains(Instant.parse("1970-01-01T00:07:00Z"));
    Instant late = every.after(Instant.parse("2099-01-01T00:00:00Z")).orElseThrow();
    assertThat(late.getEpochSecond() % 420).isZero();
  }
}
