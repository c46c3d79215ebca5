/** Rules that hold for the repository as a whole, and the journeys in the packages below. */
@NullMarked
package dev.hearth.host;

import org.jspecify.annotations.NullMarked;
