/**
 * Stage 1 of 8: Request. Accepts HTTP requests and makes invocations of them.
 *
 * <p>Sees {@code access}, {@code config}, {@code invocation}, {@code pipeline}, {@code registry},
 * {@code request.framing}, {@code response} and {@code validation}.
 */
@NullMarked
package dev.hearth.host.request;

import org.jspecify.annotations.NullMarked;
