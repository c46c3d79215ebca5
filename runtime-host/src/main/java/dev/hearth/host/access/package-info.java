/**
 * Keys: who may do what. Secrets are kept as hashes, and sealed for those who sign; {@link
 * dev.hearth.host.access.KeyStore} is the seam to the durable store, {@link
 * dev.hearth.host.access.KeySealing} that to the key of the secrets.
 *
 * <p>Sees {@code config} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.access;

import org.jspecify.annotations.NullMarked;
