package dev.hearth.host.deployment;

import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.cron.CronExpression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a schedule. Stateless. */
final class ScheduleTriggerReader {

  private static final Set<String> KEYS =
      Set.of("name", "cron", "zone", "jitter", "overlap", "catchUp");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ANY = Pattern.compile(".*");
  private static final Duration MOST_JITTER = Duration.ofHours(1);

  /** From here on an expression must have a moment. */
  private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private ScheduleTriggerReader() {}

  /**
   * The trigger, its name empty if it has none; empty when it cannot be read, which is a problem
   * then.
   */
  static Optional<TriggerSpec> read(ManifestSection section) {
    section.refuseUnknown(KEYS);
    String name =
        section.text(
            "name",
            "",
            NAME,
            "1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or"
                + " digit");
    Optional<ZoneId> zone = zone(section);
    Optional<String> cron = cron(section, zone.orElse(ZoneOffset.UTC));
    Duration jitter = section.duration("jitter", Duration.ZERO, Duration.ZERO, MOST_JITTER);
    Overlap overlap = section.choice("overlap", Overlap.SKIP);
    CatchUp catchUp = section.choice("catchUp", CatchUp.LAST);
    if (catchUp == CatchUp.ALL && overlap == Overlap.SKIP) {
      section.problem(
          "catchUp",
          "is all, but overlap: skip would leave out all of these runs but one: write overlap:"
              + " queue or overlap: allow beside it, or catchUp: last");
    }
    return cron.flatMap(expression ->
        zone.map(id -> new TriggerSpec.Schedule(name, expression, id, jitter, overlap, catchUp)));
  }

  private static Optional<ZoneId> zone(ManifestSection section) {
    String text = section.text("zone", "UTC", ANY, "the name of a time zone such as Europe/Vienna");
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException unknown) {
      section.problem(
          "zone",
          "wants the name of a time zone such as Europe/Vienna, America/New_York or UTC, not "
              + Shown.of(text));
      return Optional.empty();
    }
  }

  private static Optional<String> cron(ManifestSection section, ZoneId zone) {
    if (!section.has("cron")) {
      section.problem(
          "cron",
          "is missing: it says when, as in \"cron: '30 2 * * *'\" or \"cron: '@every 90s'\"");
      return Optional.empty();
    }
    String text = section.text("cron", "", ANY, "a text such as '30 2 * * *'");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (CronExpression.parse(text).in(zone).after(SOME_TIME).isPresent()) {
        return Optional.of(text);
      }
      section.problem("cron", "never comes: there is no such day as in " + Shown.of(text));
    } catch (IllegalArgumentException wrong) {
      section.problem(
          "cron", Shown.of(text) + " " + Shown.line(String.valueOf(wrong.getMessage())));
    }
    return Optional.empty();
  }
}
