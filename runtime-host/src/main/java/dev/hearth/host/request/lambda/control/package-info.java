/**
 * The control API of Lambda: functions, their code and configuration, versions, aliases,
 * concurrency, terms of asynchronous calls, tags, as {@code aws lambda} and AWS's SDKs ask for
 * them, mapped onto functions and versions of this host. What this host does not have is refused,
 * never passed over.
 *
 * <p>Sees {@code config}, {@code deployment}, {@code invocation}, {@code registry} and what is
 * below it, and {@code request.lambda}, whose front calls it.
 */
@NullMarked
package dev.hearth.host.request.lambda.control;

import org.jspecify.annotations.NullMarked;
