/** Tests of the package of the same name. */
@NullMarked
package dev.hearth.host.request.lambda.invoke;

import org.jspecify.annotations.NullMarked;
