/**
 * Stage 2 of 8: Validation. Who may call, and whether the call has the right form: all before a
 * cold start is paid and before a body is read.
 *
 * <p>Sees {@code access}, {@code config}, {@code invocation} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.validation;

import org.jspecify.annotations.NullMarked;
