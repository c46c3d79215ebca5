/**
 * Schedules as rows of the embedded store, and their firing as one transaction with the tasks it
 * makes.
 *
 * <p>{@link dev.hearth.host.store.schedule.SqliteScheduleStore} is the way in. Sees {@code
 * invocation}, {@code queue.durable}, {@code registry}, {@code schedule}, {@code store.sql} and
 * {@code store.task}.
 */
@NullMarked
package dev.hearth.host.store.schedule;

import org.jspecify.annotations.NullMarked;
