/**
 * Holds the rewriter against code that others wrote: whole libraries that must still verify, test
 * suites that must still find the same, and class files that are no class files. Sees {@code
 * sandbox.classloader.guard}, {@code policy} and {@code rewrite}.
 *
 * <p>A part of it is in every build; {@code scripts/semantics} does all of it.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import org.jspecify.annotations.NullMarked;
