package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.Reason;

/**
 * Which limit was passed.
 *
 * @param reason the limit
 * @param detail a sentence for the caller: what happened and what sets the limit
 */
public record Excess(Reason reason, String detail) {}
