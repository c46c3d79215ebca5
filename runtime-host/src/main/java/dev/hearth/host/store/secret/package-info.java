/**
 * Secrets in the embedded store, as sealed rows. Sees {@code registry}, {@code secret} and {@code
 * store.sql}.
 */
@NullMarked
package dev.hearth.host.store.secret;

import org.jspecify.annotations.NullMarked;
