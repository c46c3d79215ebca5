/**
 * Stage 5 of 8: Execution. Starts instances, runs one call in a leased instance until its deadline,
 * and decides the outcome.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code pool}, {@code registry} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.execution;

import org.jspecify.annotations.NullMarked;
