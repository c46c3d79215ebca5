package dev.hearth.host.execution;

/**
 * What one call was measured to take.
 *
 * @param wallNanos from the first to the last instruction of the function
 * @param cpuNanos processor time of all its threads
 * @param bytes what it allocated
 * @param delayNanos how long its thread was ready to run and no processor was free for it; 0 where
 *     the platform does not tell
 */
public record Ran(long wallNanos, long cpuNanos, long bytes, long delayNanos) {}
