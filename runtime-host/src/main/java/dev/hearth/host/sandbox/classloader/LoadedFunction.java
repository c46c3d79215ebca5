package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;

/**
 * A function that is loaded and constructed.
 *
 * @param handler bound, ready to be called
 * @param target the handler object itself, for its {@code close()}
 * @param coldStart what it took
 * @param bytes what loading allocated and defined, an upper bound of what it keeps
 */
record LoadedFunction(BoundHandler handler, Object target, ColdStart coldStart, long bytes) {}
