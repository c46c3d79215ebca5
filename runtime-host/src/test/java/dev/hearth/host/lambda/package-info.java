/** Handlers of AWS Lambda in the class loader sandbox, and beside AWS's own runtime client. */
@NullMarked
package dev.hearth.host.lambda;

import org.jspecify.annotations.NullMarked;
