/** Tests of the package of the same name. */
@NullMarked
package dev.hearth.host.access.signature;

import org.jspecify.annotations.NullMarked;
