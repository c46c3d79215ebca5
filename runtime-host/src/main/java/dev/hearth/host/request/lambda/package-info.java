/**
 * Stage 1 of 8, for AWS's clients: the front of all paths of the Lambda API on the gateway. Finds
 * the operation and who asks (a signature of version 4, or a key), takes the body, answers with
 * Lambda's own errors.
 *
 * <p>An operation is one {@link dev.hearth.host.request.lambda.LambdaRoute} in the list that {@link
 * dev.hearth.host.request.lambda.LambdaFront} is made with. One of the control API is written as
 *
 * <pre>{@code
 * LambdaRoute.control(
 *     "PUT",
 *     "/2015-03-31/functions/{FunctionName}/code",
 *     Scope.DEPLOY,
 *     70 * 1024 * 1024, // the largest body
 *     request -> {
 *       FunctionReference function = request.function(); // name, ARN, and Qualifier of the query
 *       ObjectNode body = request.json(); // refused by itself when it is no JSON object
 *       if (...) {
 *         throw new LambdaException(LambdaFault.conflict("..."));
 *       }
 *       return LambdaAnswer.json(200, json); // request.identity().functionArn(name) for ARNs
 *     })
 * }</pre>
 *
 * <p>It runs on one of the threads of the control API, so it may block; the key's scope has been
 * checked, which {@code admin} always has. It throws {@link
 * dev.hearth.host.request.lambda.LambdaException} to refuse, before it has changed anything; a
 * {@code StoreException} and everything else that it throws becomes a {@code ServiceException}.
 * Every answer gets {@code x-amzn-RequestId}. Places of the path come decoded by {@code
 * request.value(name)}, members of the query by {@code request.queried(name)}.
 *
 * <p>What calls functions is a {@link dev.hearth.host.request.lambda.LiveOperation} instead: it is
 * on the event loop from end to end and checks the scope itself.
 *
 * <p>Sees {@code access}, {@code access.signature}, {@code config}, {@code invocation}, {@code
 * registry}, {@code request} and {@code response}.
 */
@NullMarked
package dev.hearth.host.request.lambda;

import org.jspecify.annotations.NullMarked;
