package dev.hearth.host.registry.setting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How queued work is tried again, in place of what the manifest says.
 *
 * @param retries how often after the first attempt; empty for as often as the manifest says
 * @param maxAge when it is given up; empty for when the manifest says
 * @param changedAt when this was set
 */
public record AsyncTerms(OptionalInt retries, Optional<Duration> maxAge, Instant changedAt) {}
