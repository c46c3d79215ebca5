/**
 * Rewrites the class files of a function at deployment: checks that end a runaway call, exception
 * handlers that cannot swallow its end, guarded allocations and monitors, and the calls of members
 * that the policy confines. Pure: bytes in, bytes out, the same for the same input.
 *
 * <p>Sees {@code sandbox.classloader.guard} and {@code sandbox.classloader.policy}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.rewrite;

import org.jspecify.annotations.NullMarked;
