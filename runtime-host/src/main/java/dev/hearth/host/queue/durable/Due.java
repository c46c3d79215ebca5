package dev.hearth.host.queue.durable;

import dev.hearth.host.registry.FunctionName;
import java.time.Instant;

/**
 * What waits for one function.
 *
 * @param unfinished tasks that are queued or running
 * @param earliest when the first of the queued is due; {@link Instant#MAX} if none is queued
 */
public record Due(FunctionName function, long unfinished, Instant earliest) {}
