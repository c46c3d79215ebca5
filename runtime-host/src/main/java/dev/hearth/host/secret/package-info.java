/**
 * Secrets: values that functions and webhooks need and nobody else may read. Sealed wherever they
 * are kept; {@link dev.hearth.host.secret.SecretStore} is the seam to the durable store.
 *
 * <p>{@link dev.hearth.host.secret.SecretVault} is the way in. Sees {@code access}, {@code config},
 * {@code invocation}, {@code registry} and {@code registry.trigger}.
 */
@NullMarked
package dev.hearth.host.secret;

import org.jspecify.annotations.NullMarked;
