/**
 * The history in the embedded store: what has run, why it failed, what it logged.
 *
 * <p>Sees {@code config}, {@code invocation}, {@code monitoring}, {@code monitoring.history},
 * {@code registry} and {@code store.sql}.
 */
@NullMarked
package dev.hearth.host.store.history;

import org.jspecify.annotations.NullMarked;
