/**
 * The directory of the host, where everything is that outlives the process.
 *
 * <p>Sees {@code access} and {@code sandbox.archive}.
 */
@NullMarked
package dev.hearth.host.data;

import org.jspecify.annotations.NullMarked;
