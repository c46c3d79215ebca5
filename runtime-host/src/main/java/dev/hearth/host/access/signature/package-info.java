/**
 * Requests that are signed with a key: verifies signatures of version 4 as AWS's clients make them.
 * Knows no HTTP server and no store.
 *
 * <p>{@link dev.hearth.host.access.signature.SignatureVerifier} is the way in. Sees nothing.
 */
@NullMarked
package dev.hearth.host.access.signature;

import org.jspecify.annotations.NullMarked;
