package dev.hearth.host.schedule;

import dev.hearth.host.schedule.cron.CronExpression;
import dev.hearth.host.schedule.cron.Occurrences;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression when it is first asked: of thousands of schedules, most are not due for long,
 * and reading one takes time and memory. Any thread may use it; two may both read it, alike.
 */
final class OnDemand implements Occurrences {

  private final String cron;
  private final ZoneId zone;
  private volatile @Nullable Occurrences read;

  OnDemand(String cron, ZoneId zone) {
    this.cron = cron;
    this.zone = zone;
  }

  @Override
  public Optional<Instant> after(Instant moment) {
    Occurrences known = read;
    if (known == null) {
      known = CronExpression.parse(cron).in(zone);
      read = known;
    }
    return known.after(moment);
  }
}
