/**
 * The ladder that ends threads of a function: flag, interrupt, safe stop, stop in allow-listed
 * platform code, closed sockets, quarantine.
 *
 * <p>Sees {@code config} and {@code sandbox.classloader.guard}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.stop;

import org.jspecify.annotations.NullMarked;
