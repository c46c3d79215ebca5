/**
 * Signatures of webhooks: whether a delivery comes from whom its webhook is for. Decides only;
 * reads no clock and keeps nothing.
 *
 * <p>{@link dev.hearth.host.webhook.SignatureScheme} is one way of signing. Sees {@code invocation}
 * and {@code registry.trigger}.
 */
@NullMarked
package dev.hearth.host.webhook;

import org.jspecify.annotations.NullMarked;
