package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.ThrownError;
import java.time.Instant;

/**
 * Why an attempt did not succeed.
 *
 * @param attempt counted from 1; 0 if there was none
 * @param reason a slug of {@code Reason}, {@code status-404} for an answer that is no success, or
 *     {@link DeliveryPolicy#HOST_LOST}
 * @param detail a sentence
 * @param error what the function threw, if anything
 * @param mayHaveRun whether any of the function's code had begun, or that is not known; its
 *     constructor and static initialisers are such code
 */
public record Failure(
    int attempt, String reason, String detail, ThrownError error, boolean mayHaveRun, Instant at) {}
