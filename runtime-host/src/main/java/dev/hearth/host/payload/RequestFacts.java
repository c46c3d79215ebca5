package dev.hearth.host.payload;

import java.time.Instant;

/**
 * What a payload says of a request besides what was sent.
 *
 * @param function the name of the function
 * @param requestId the invocation
 * @param receivedAt when the call began
 */
public record RequestFacts(String function, String requestId, Instant receivedAt) {}
