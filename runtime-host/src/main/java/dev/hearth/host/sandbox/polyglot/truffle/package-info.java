/**
 * The languages, by GraalVM's polyglot API. The classes of this package are loaded in a module
 * layer of their own, beside those of GraalVM, and in no other: nothing but {@code
 * sandbox.polyglot.layer} names one of them, and that by a string. No value of a guest leaves it.
 *
 * <p>Sees {@code sandbox.polyglot.guest}.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot.truffle;

import org.jspecify.annotations.NullMarked;
