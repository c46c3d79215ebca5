/**
 * Stage 1 of 8, for webhooks: {@code POST /hooks/{function}/{hook}}. Verifies each delivery and has
 * it taken in before it is acknowledged.
 *
 * <p>{@link dev.hearth.host.request.hook.HookGateway} is the way in. Sees {@code config}, {@code
 * invocation}, {@code queue.durable}, {@code registry}, {@code registry.trigger}, {@code request},
 * {@code response}, {@code secret}, {@code validation} and {@code webhook}.
 */
@NullMarked
package dev.hearth.host.request.hook;

import org.jspecify.annotations.NullMarked;
