/**
 * The control API under {@code /v1}, health and metrics: the admin listener.
 *
 * <p>Sees most of the host, for it shows and changes it; nothing but the composition root sees it.
 */
@NullMarked
package dev.hearth.host.admin;

import org.jspecify.annotations.NullMarked;
