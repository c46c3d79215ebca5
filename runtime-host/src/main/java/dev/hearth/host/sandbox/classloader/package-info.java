/**
 * Tier 1: JARs in this JVM, each instance with a class loader, threads and a directory of its own.
 *
 * <p>At deployment {@link dev.hearth.host.sandbox.classloader.PreparedStore} checks a JAR through
 * and through, finds its handler and keeps a prepared form by content; {@link
 * dev.hearth.host.sandbox.classloader.PreparedJar} is that form opened, from which instances load.
 * Sees {@code config}, {@code invocation}, {@code registry}, {@code sandbox} and {@code
 * sandbox.archive}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader;

import org.jspecify.annotations.NullMarked;
