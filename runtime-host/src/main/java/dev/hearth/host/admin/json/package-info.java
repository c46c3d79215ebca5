/**
 * What the control API answers, as JSON. Stateless.
 *
 * <p>Sees what it shows: {@code deployment}, {@code invocation}, {@code monitoring}, {@code
 * registry}, {@code sandbox}, {@code schedule}, {@code queue.durable}; and {@code response} for
 * refusals.
 */
@NullMarked
package dev.hearth.host.admin.json;

import org.jspecify.annotations.NullMarked;
