/**
 * The heavy work of a deployment: {@link
 * dev.hearth.host.sandbox.classloader.prepared.PreparedStore} checks a JAR through and through,
 * finds its handler and keeps a prepared form by content; {@link
 * dev.hearth.host.sandbox.classloader.prepared.PreparedJar} is that form opened, from which
 * instances load.
 *
 * <p>Sees {@code config}, {@code registry}, {@code sandbox} and {@code sandbox.archive}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.prepared;

import org.jspecify.annotations.NullMarked;
