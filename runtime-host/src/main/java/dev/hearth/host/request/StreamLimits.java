package dev.hearth.host.request;

import dev.hearth.host.config.ByteSize;
import java.time.Duration;

/**
 * What bodies that are streamed are held to.
 *
 * @param response the most bytes of an answer; 0 for any number
 * @param stall how long a client may take nothing of an answer
 */
public record StreamLimits(ByteSize response, Duration stall) {}
