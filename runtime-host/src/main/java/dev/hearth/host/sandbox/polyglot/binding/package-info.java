/**
 * Between invocations and guests: requests and events as JSON or bytes, answers as what goes out,
 * and what a function may ask the host for.
 *
 * <p>Sees {@code config}, {@code event}, {@code invocation}, {@code registry}, {@code
 * sandbox.classloader.binding} for calls of other functions and the host's own header fields, and
 * {@code sandbox.polyglot.guest}.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot.binding;

import org.jspecify.annotations.NullMarked;
