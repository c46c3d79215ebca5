/**
 * Reads what the threads of instances use: processor time and allocated bytes, those of the threads
 * that functions start included.
 *
 * <p>Sees {@code invocation} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.metering;

import org.jspecify.annotations.NullMarked;
