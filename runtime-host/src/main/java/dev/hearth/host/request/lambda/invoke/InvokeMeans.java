package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.StreamLimits;

/**
 * What calls go through.
 *
 * @param versions says what qualifiers mean
 * @param tasks takes in calls that nobody waits for
 * @param streams what streamed answers are held to
 */
public record InvokeMeans(
    FunctionRegistry registry,
    VersionChoice versions,
    InvocationPipeline pipeline,
    InvocationFactory invocations,
    TaskQueue tasks,
    StreamLimits streams,
    TimeSource time) {}
