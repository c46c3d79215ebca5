/**
 * Stage 8 of 8: Cleanup. Closes instances that have left the pool and proves that nothing of them
 * stays behind.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code pool}, {@code registry} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.cleanup;

import org.jspecify.annotations.NullMarked;
