/**
 * Stage 3 of 8, for work that nobody waits for: tasks that are durable before they are
 * acknowledged, and end exactly once.
 *
 * <p>{@link dev.hearth.host.queue.durable.DeliveryPolicy} decides what becomes of each after an
 * attempt. {@link dev.hearth.host.queue.durable.TaskQueue} takes them in; {@link
 * dev.hearth.host.queue.durable.TaskStore} is the seam that each store driver implements. Sees
 * {@code config}, {@code invocation} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.queue.durable;

import org.jspecify.annotations.NullMarked;
