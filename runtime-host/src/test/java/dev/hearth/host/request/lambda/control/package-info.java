@NullMarked
package dev.hearth.host.request.lambda.control;

import org.jspecify.annotations.NullMarked;
