/**
 * Stage 4 of 8: Scheduling. Who goes next, and where: warm, cold, wait or reject. {@link
 * dev.hearth.host.scheduling.SchedulingPolicy} decides, from a snapshot alone; {@link
 * dev.hearth.host.scheduling.Scheduler} does what it says.
 *
 * <p>Sees {@code config}, {@code execution}, {@code invocation}, {@code pool}, {@code queue},
 * {@code registry}, {@code sandbox} and {@code scheduling.load}.
 */
@NullMarked
package dev.hearth.host.scheduling;

import org.jspecify.annotations.NullMarked;
