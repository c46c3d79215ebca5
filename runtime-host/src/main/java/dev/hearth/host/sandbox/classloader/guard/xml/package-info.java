/**
 * Called before a function has an XML processor of the platform read, write or fetch something.
 * Sees {@code sandbox.classloader.guard}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.guard.xml;

import org.jspecify.annotations.NullMarked;
