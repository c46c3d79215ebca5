/**
 * How the calls of an alias are spread over its versions: by chance, or so that the same key always
 * meets the same version. Pure. Sees nothing.
 */
@NullMarked
package dev.hearth.host.registry.traffic;

import org.jspecify.annotations.NullMarked;
