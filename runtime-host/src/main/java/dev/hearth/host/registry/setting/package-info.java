/**
 * What holds for a function whatever its version, and changes without a new one. Immutable values.
 * Sees nothing.
 */
@NullMarked
package dev.hearth.host.registry.setting;

import org.jspecify.annotations.NullMarked;
