/**
 * Which members of the Java platform a function may use: the two policies as one table of rules,
 * and what the code of an artifact would do under them.
 *
 * <p>Sees {@code config}, {@code registry} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.policy;

import org.jspecify.annotations.NullMarked;
