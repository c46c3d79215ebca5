/**
 * Which members of the Java platform a function may use: the two policies as one table of rules.
 *
 * <p>Sees {@code config} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.policy;

import org.jspecify.annotations.NullMarked;
