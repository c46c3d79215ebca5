/**
 * From an event to the functions that want it: which those are, and the one transaction that makes
 * the event and a task for each of them durable.
 *
 * <p>{@link dev.hearth.host.event.fanout.EventPublisher} is the way in. Sees {@code config}, {@code
 * event}, {@code invocation}, {@code queue.durable}, {@code registry} and {@code registry.trigger}.
 */
@NullMarked
package dev.hearth.host.event.fanout;

import org.jspecify.annotations.NullMarked;
