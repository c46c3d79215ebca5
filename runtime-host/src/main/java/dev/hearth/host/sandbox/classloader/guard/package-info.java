/**
 * What rewritten function code calls: the checks of its budgets and the stand-ins for platform
 * members that a function may not use as they are. The one package of the host that function
 * classes can link to; everything here runs on the function's threads, and nothing in it gives a
 * function more than it has already.
 *
 * <p>Sees {@code config}, {@code registry} and {@code sandbox.classloader.policy}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.guard;

import org.jspecify.annotations.NullMarked;
