/**
 * Stage 1 of 8, for calls that are durable before they are acknowledged: those that nobody waits
 * for ({@code Prefer: respond-async}), and those that may be sent again ({@code Idempotency-Key});
 * and what became of them, at {@code /invocations/{id}}.
 *
 * <p>Sees {@code access}, {@code config}, {@code invocation}, {@code pipeline}, {@code
 * queue.durable}, {@code registry}, {@code request}, {@code response} and {@code validation}.
 */
@NullMarked
package dev.hearth.host.request.async;

import org.jspecify.annotations.NullMarked;
