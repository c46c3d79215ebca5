/**
 * The Lambda Invoke API: waiting for the answer, not waiting for it, asking only whether one may,
 * and taking the answer while it is written. The function gets {@link
 * dev.hearth.host.invocation.Input.Direct}.
 *
 * <p>{@link dev.hearth.host.request.lambda.invoke.InvokeRoutes} lists the operations. Sees {@code
 * access}, {@code config}, {@code invocation}, {@code pipeline}, {@code queue.durable}, {@code
 * registry}, {@code request}, {@code request.lambda}, {@code response} and {@code validation}.
 */
@NullMarked
package dev.hearth.host.request.lambda.invoke;

import org.jspecify.annotations.NullMarked;
