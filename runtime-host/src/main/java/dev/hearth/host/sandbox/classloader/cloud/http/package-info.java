/**
 * Requests and responses as functions of functions-framework-java see and make them.
 *
 * <p>Sees {@code config}, {@code event}, {@code invocation} and {@code
 * sandbox.classloader.binding}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.cloud.http;

import org.jspecify.annotations.NullMarked;
