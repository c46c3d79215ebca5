/**
 * The tasks of the embedded store: how {@code queue.durable} is kept as rows.
 *
 * <p>{@link dev.hearth.host.store.task.SqliteTaskStore} is the seam's driver; {@link
 * dev.hearth.host.store.task.TaskTable} is for other parts of the store that take in tasks within a
 * transaction of their own. Sees {@code config}, {@code invocation}, {@code queue.durable}, {@code
 * registry} and {@code store.sql}.
 */
@NullMarked
package dev.hearth.host.store.task;

import org.jspecify.annotations.NullMarked;
