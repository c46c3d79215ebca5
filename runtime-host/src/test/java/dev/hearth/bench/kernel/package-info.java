/**
 * The computations that {@code scripts/bench metering} runs as they are and rewritten: public
 * classes with a constructor without arguments, each an {@code IntSupplier} that does the same work
 * at each call and returns a number that depends on all of it. They see nothing but the JDK,
 * Jackson and Commons Math, for they are loaded like the classes of a function.
 */
@NullMarked
package dev.hearth.bench.kernel;

import org.jspecify.annotations.NullMarked;
