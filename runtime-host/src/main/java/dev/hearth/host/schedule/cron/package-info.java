/**
 * When a schedule is due: cron expressions on the clocks of time zones, right across their changes.
 *
 * <p>{@link dev.hearth.host.schedule.cron.CronExpression} reads one, {@link
 * dev.hearth.host.schedule.cron.Occurrences} gives its moments. Sees {@code config}.
 */
@NullMarked
package dev.hearth.host.schedule.cron;

import org.jspecify.annotations.NullMarked;
