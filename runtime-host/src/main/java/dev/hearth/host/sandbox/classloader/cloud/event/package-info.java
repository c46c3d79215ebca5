/**
 * Events as functions of functions-framework-java see them, in both forms and each turned into the
 * other.
 *
 * <p>Sees {@code event}, {@code invocation}, {@code sandbox.classloader.binding} and {@code
 * sandbox.classloader.cloud.http}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.cloud.event;

import org.jspecify.annotations.NullMarked;
