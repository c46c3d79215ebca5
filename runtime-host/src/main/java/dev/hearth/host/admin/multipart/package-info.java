/**
 * Takes multipart bodies apart while they come.
 *
 * <p>Sees no other package.
 */
@NullMarked
package dev.hearth.host.admin.multipart;

import org.jspecify.annotations.NullMarked;
