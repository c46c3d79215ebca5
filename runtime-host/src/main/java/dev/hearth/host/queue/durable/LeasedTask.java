package dev.hearth.host.queue.durable;

/**
 * A task that is to be run now.
 *
 * @param attempt which attempt that may run the function's code this is, counted from 1; durable
 *     before the task is given out
 */
public record LeasedTask(NewTask task, Lease lease, int attempt) {}
