/**
 * Handlers of Google's functions-framework-java: their requests, responses and events, in the way
 * of the original. Everything here runs on threads of the instance, inside the deadline, for it
 * calls guest code.
 *
 * <p>Sees {@code config}, {@code event}, {@code invocation}, {@code registry} and {@code
 * sandbox.classloader.binding}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.cloud;

import org.jspecify.annotations.NullMarked;
