/**
 * Stage 6 of 8: Response. Outcome to status, headers and body; failures to problem documents.
 *
 * <p>Sees {@code config} and {@code invocation}.
 */
@NullMarked
package dev.hearth.host.response;

import org.jspecify.annotations.NullMarked;
