package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.access.StoredKey;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.validation.CallValidator;

/**
 * What is called, by whom.
 *
 * @param key of whoever calls
 */
record CallTarget(
    DeployedFunction function, VersionChoice.Chosen chosen, StoredKey key, Lineage lineage) {

  FunctionVersion version() {
    return chosen.version();
  }

  /** What is known of the call before it is made. */
  CallValidator.Head head(long size) {
    return new CallValidator.Head(
        version(),
        function.enabled(),
        "POST",
        new CallValidator.Caller.Known(key),
        lineage.hops(),
        size);
  }
}
