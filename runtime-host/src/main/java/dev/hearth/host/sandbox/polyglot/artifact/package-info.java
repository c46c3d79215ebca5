/**
 * Programs as they are uploaded: what is in them, where they begin, and which file a name in an
 * import stands for.
 *
 * <p>Sees {@code config}, {@code registry}, {@code sandbox}, {@code sandbox.archive} and {@code
 * sandbox.polyglot.guest}.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot.artifact;

import org.jspecify.annotations.NullMarked;
