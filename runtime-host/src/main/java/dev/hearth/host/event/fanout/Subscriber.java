package dev.hearth.host.event.fanout;

import dev.hearth.host.registry.FunctionVersion;

/**
 * A function that wants a certain event.
 *
 * @param version the one that is active now; another may be when the event is delivered
 * @param ordered whether it wants events that belong together one after the other
 */
public record Subscriber(FunctionVersion version, boolean ordered) {}
