/**
 * What the load of the host does: how long calls take, whether they hold each other up, whether
 * more comes than leaves. Numbers only; what follows from them is decided in {@code scheduling}.
 *
 * <p>Sees {@code execution}.
 */
@NullMarked
package dev.hearth.host.scheduling.load;

import org.jspecify.annotations.NullMarked;
