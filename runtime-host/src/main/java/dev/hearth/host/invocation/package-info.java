/**
 * The vocabulary of the pipeline: one request to run one function, its way through the stages, and
 * how it ended.
 *
 * <p>Sees {@code config} and {@code registry}; every stage sees it.
 */
@NullMarked
package dev.hearth.host.invocation;

import org.jspecify.annotations.NullMarked;
