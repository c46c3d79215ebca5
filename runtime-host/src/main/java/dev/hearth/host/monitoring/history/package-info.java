/**
 * Stage 7 of 8, monitoring: what is kept of invocations and their log lines when they leave memory,
 * and how both parts are asked as one.
 *
 * <p>{@link dev.hearth.host.monitoring.history.HistoryStore} is the seam behind which a database
 * stands. Sees {@code config}, {@code invocation}, {@code monitoring} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.monitoring.history;

import org.jspecify.annotations.NullMarked;
