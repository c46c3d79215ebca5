/**
 * HTTP requests and answers in the payload formats of AWS Lambda, for handlers that know nothing
 * but JSON. Pure.
 *
 * <p>Sees {@code invocation} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.payload;

import org.jspecify.annotations.NullMarked;
