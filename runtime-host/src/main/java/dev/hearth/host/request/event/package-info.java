/**
 * Stage 1 of 8 for events: those that come by HTTP, and those that functions emit.
 *
 * <p>{@link dev.hearth.host.request.event.EventGateway} answers {@code /events}. Sees {@code
 * config}, {@code event}, {@code event.fanout}, {@code invocation}, {@code registry}, {@code
 * request}, {@code response} and {@code validation}.
 */
@NullMarked
package dev.hearth.host.request.event;

import org.jspecify.annotations.NullMarked;
