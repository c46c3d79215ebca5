/**
 * Handlers of Google's functions-framework-java, in the way of the original. Everything here and
 * below runs on threads of the instance, inside the deadline, for it calls guest code.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code registry}, {@code
 * sandbox.classloader.binding}, {@code sandbox.classloader.cloud.event} and {@code
 * sandbox.classloader.cloud.http}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.cloud;

import org.jspecify.annotations.NullMarked;
