package dev.hearth.host.admin;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.async.TaskCanceller;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * What the routes of tasks and dead letters show and change.
 *
 * @param canceller calls tasks off
 * @param announce hears which function has a task again, and from when on it is due
 */
public record Tasks(
    TaskStore store,
    TaskCanceller canceller,
    FunctionRegistry registry,
    BiConsumer<FunctionName, Instant> announce,
    TimeSource time) {}
