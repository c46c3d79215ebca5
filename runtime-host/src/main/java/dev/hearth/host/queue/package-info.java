/**
 * Stage 3 of 8: Queue. Calls that wait for a place, bounded in number and time.
 *
 * <p>Sees {@code config}, {@code invocation} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.queue;

import org.jspecify.annotations.NullMarked;
