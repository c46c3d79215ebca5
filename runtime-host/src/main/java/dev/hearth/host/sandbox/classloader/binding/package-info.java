/**
 * From inputs to the arguments of a handler, and from its values to answers. Everything here runs
 * on threads of the instance, inside the deadline, for it calls guest code.
 *
 * <p>Sees {@code config}, {@code event}, {@code invocation}, {@code payload} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.binding;

import org.jspecify.annotations.NullMarked;
