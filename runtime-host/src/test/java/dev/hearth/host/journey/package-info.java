/** Whole ways of users through a running host. Sees what they see: the two listeners. */
@NullMarked
package dev.hearth.host.journey;

import org.jspecify.annotations.NullMarked;
