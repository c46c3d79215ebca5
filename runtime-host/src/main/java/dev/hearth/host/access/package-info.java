/**
 * Keys: who may do what. Secrets are kept as hashes only; {@link dev.hearth.host.access.KeyStore}
 * is the seam to the durable store.
 *
 * <p>Sees {@code config} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.access;

import org.jspecify.annotations.NullMarked;
