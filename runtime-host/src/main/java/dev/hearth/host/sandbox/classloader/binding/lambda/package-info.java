/**
 * Handlers of AWS Lambda: found, given their payload and context, and their answers taken, as AWS's
 * own runtime client does it. Everything here runs on threads of the instance, inside the deadline,
 * for it calls guest code.
 *
 * <p>Sees {@code config}, {@code event}, {@code invocation}, {@code payload}, {@code registry}, the
 * guard and the binding of other handlers.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.binding.lambda;

import org.jspecify.annotations.NullMarked;
