/**
 * The Worker environment: runs durable tasks in the background and settles each exactly once.
 *
 * <p>{@link dev.hearth.host.worker.BackgroundQueue} takes tasks in while there is room; {@link
 * dev.hearth.host.worker.TaskDispatcher} leases them, sends each through the same pipeline as every
 * call, and settles it as {@code DeliveryPolicy} says. Sees {@code config}, {@code invocation},
 * {@code pipeline}, {@code queue}, {@code queue.durable}, {@code registry} and {@code validation}.
 */
@NullMarked
package dev.hearth.host.worker;

import org.jspecify.annotations.NullMarked;
