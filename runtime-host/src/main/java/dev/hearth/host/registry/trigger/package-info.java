/**
 * What starts a function besides an HTTP request: the triggers that a manifest declares.
 *
 * <p>{@link dev.hearth.host.registry.trigger.TriggerSpec} is one of them. Sees nothing.
 */
@NullMarked
package dev.hearth.host.registry.trigger;

import org.jspecify.annotations.NullMarked;
