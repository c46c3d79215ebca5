/**
 * Instances kept warm, evicted when idle or when they take too much memory (Caffeine).
 *
 * <p>Sees {@code config}, {@code registry} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.pool;

import org.jspecify.annotations.NullMarked;
