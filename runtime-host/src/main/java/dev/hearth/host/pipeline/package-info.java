/**
 * The sentence that joins the stages for one invocation.
 *
 * <p>Sees every stage from validation to cleanup.
 */
@NullMarked
package dev.hearth.host.pipeline;

import org.jspecify.annotations.NullMarked;
