/** Composition root: wire, start, stop. */
@NullMarked
package dev.hearth.host;

import org.jspecify.annotations.NullMarked;
