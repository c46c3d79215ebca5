package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says what a qualifier means. Any event loop may use it. */
@FunctionalInterface
public interface VersionChoice {

  /**
   * The version that is called.
   *
   * @param qualifier a version, an alias, {@code $LATEST} or nothing
   * @param fields gives the values of a header field of the request, by which an alias may choose
   * @return empty when there is no such version or alias
   */
  Optional<Chosen> choose(
      DeployedFunction function, String qualifier, Function<String, List<String>> fields);

  /**
   * A version that was chosen.
   *
   * @param executed as {@code X-Amz-Executed-Version} names it
   * @param qualifier by which this host's registry finds it again, for a call that runs later
   */
  record Chosen(FunctionVersion version, String executed, String qualifier) {}
}
