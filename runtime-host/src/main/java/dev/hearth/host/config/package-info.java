/**
 * Settings, sizes, durations, time and collected problems: what every other package may use.
 *
 * <p>Sees nothing of the host.
 */
@NullMarked
package dev.hearth.host.config;

import org.jspecify.annotations.NullMarked;
