package dev.hearth.host.registry.setting;

import java.time.Instant;

/**
 * A version was published.
 *
 * @param description for people; may be empty
 * @param at when
 */
public record Publication(String description, Instant at) {}
