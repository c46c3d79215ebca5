package dev.hearth.host.invocation;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import java.time.Instant;

/**
 * One request to run one version of one function.
 *
 * @param attempt which attempt at this work, counted from 1
 * @param receivedAt when the host had it
 * @param trace its place in a trace
 * @param lineage who asked for it, and until when
 * @param lane whom it waits with
 */
public record Invocation(
    InvocationId id,
    FunctionVersion version,
    Input input,
    Trigger trigger,
    int attempt,
    Instant receivedAt,
    TraceParent trace,
    Lineage lineage,
    Lane lane) {}
