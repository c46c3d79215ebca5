/**
 * Tier 1: JARs in this JVM, each instance with a class loader, threads and a directory of its own.
 *
 * <p>{@link dev.hearth.host.sandbox.classloader.ClassLoaderSandbox} makes instances; {@code
 * ClassLoaderInstance} is one, with its threads; {@code RunningCall} is one call on such a thread.
 * The package {@code prepared} checks a JAR at deployment and keeps the form that instances load
 * from; {@code binding} turns inputs into arguments and values into answers. Nothing here runs
 * guest code on a thread of the host.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code registry}, {@code sandbox} and the two
 * packages below.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader;

import org.jspecify.annotations.NullMarked;
