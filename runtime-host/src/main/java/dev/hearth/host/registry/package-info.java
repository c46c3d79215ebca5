/**
 * What is deployed: functions, their immutable versions, aliases, limits, and the files behind
 * them.
 *
 * <p>{@link dev.hearth.host.registry.FunctionRegistry} is the view in memory; every change goes
 * through {@link dev.hearth.host.registry.Catalogue}, the seam to the durable store, before it is
 * seen. Sees {@code config}.
 */
@NullMarked
package dev.hearth.host.registry;

import org.jspecify.annotations.NullMarked;
