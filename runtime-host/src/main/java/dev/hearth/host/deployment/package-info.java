/**
 * Deployment: from an upload to a version that takes calls.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code registry} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.deployment;

import org.jspecify.annotations.NullMarked;
