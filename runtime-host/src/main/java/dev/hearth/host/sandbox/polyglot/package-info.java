/**
 * Tier 2: JavaScript, Python and WebAssembly in contexts of GraalVM. An instance is a context for
 * each call at a time, with a thread of its own; a context reaches nothing but what {@code guest}
 * names. What the languages are made of is in {@code truffle}, which is loaded when a function
 * needs it.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code registry}, {@code sandbox}, the clocks of
 * threads in {@code sandbox.classloader.metering}, the ladder that ends threads in {@code
 * sandbox.classloader.stop}, and the packages below but for {@code truffle}.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot;

import org.jspecify.annotations.NullMarked;
