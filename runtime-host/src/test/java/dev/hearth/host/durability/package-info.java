/**
 * Kills a host over and over while clients give it durable work, and looks whether it has kept its
 * promises: {@code scripts/durability}. Speaks to the host from outside only.
 */
@NullMarked
package dev.hearth.host.durability;

import org.jspecify.annotations.NullMarked;
