/**
 * Stage 1 of 8, for what the clock starts: schedules that are durable, fire while their functions
 * are cold, and fire each moment once.
 *
 * <p>{@link dev.hearth.host.schedule.ScheduleRunner} is the way in, {@link
 * dev.hearth.host.schedule.ScheduleBook} decides, {@link dev.hearth.host.schedule.ScheduleStore} is
 * the seam that each store driver implements. Sees {@code config}, {@code invocation}, {@code
 * queue.durable}, {@code registry}, {@code registry.trigger} and {@code schedule.cron}.
 */
@NullMarked
package dev.hearth.host.schedule;

import org.jspecify.annotations.NullMarked;
