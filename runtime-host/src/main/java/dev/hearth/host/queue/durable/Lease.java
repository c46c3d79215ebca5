package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.InvocationId;

/**
 * The right to run a task once and to say how that went.
 *
 * @param epoch grows with each lease of the task: whoever holds an older one settles nothing
 */
public record Lease(InvocationId id, int epoch) {}
