/** What every isolation tier promises, as one contract that each tier's test inherits. */
@NullMarked
package dev.hearth.host.sandbox;

import org.jspecify.annotations.NullMarked;
