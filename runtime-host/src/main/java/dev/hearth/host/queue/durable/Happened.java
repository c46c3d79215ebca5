package dev.hearth.host.queue.durable;

import dev.hearth.function.Event;
import java.time.Instant;

/**
 * An event that is to be taken in.
 *
 * @param id the host's own, a UUID of version 7
 * @param acceptedAt when the host took it in
 */
public record Happened(String id, Event event, Instant acceptedAt) {}
