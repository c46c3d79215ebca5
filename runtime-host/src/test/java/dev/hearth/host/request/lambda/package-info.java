/** Tests of the package of the same name. */
@NullMarked
package dev.hearth.host.request.lambda;

import org.jspecify.annotations.NullMarked;
