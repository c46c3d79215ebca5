/**
 * What every isolation tier promises. {@link dev.hearth.host.sandbox.Sandbox} makes {@link
 * dev.hearth.host.sandbox.Instance instances}; an instance runs {@link
 * dev.hearth.host.sandbox.Assignment assignments} on threads of its own. Each kind is a package
 * below this one, and every kind passes the same contract test.
 *
 * <p>Sees {@code config}, {@code invocation} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.sandbox;

import org.jspecify.annotations.NullMarked;
