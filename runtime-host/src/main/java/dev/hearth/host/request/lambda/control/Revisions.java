package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.setting.Publication;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code RevisionId} of things: made of what they are, so that it changes with every change,
 * whoever makes it and by which API.
 */
final class Revisions {

  private Revisions() {}

  /** Of the configuration that is active: of the version, which never changes. */
  static String latest(DeployedFunction function) {
    return function.active().revision().toString();
  }

  /** Of a version that was published. */
  static String published(FunctionVersion version, Publication publication) {
    return of("published", version.revision().toString(), publication.description());
  }

  /** Of an alias. */
  static String of(DeployedFunction function, Alias alias) {
    return of(
        "alias",
        function.name().value(),
        alias.name(),
        alias.weights().toString(),
        Integer.toString(alias.main()),
        alias.traits().sticky().toString(),
        alias.traits().description());
  }

  private static String of(String... parts) {
    String text = String.join("\n", parts);
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Makes sure that the client knows what it changes.
   *
   * @param known what it says; empty for whatever there is
   */
  static void require(Optional<String> known, String now, String kind) throws LambdaException {
    if (known.isPresent() && !known.get().equals(now)) {
      throw new LambdaException(
          new LambdaFault(
              412,
              "PreconditionFailedException",
              "The Revision Id provided does not match the latest Revision Id. Call the Get"
                  + kind
                  + " API to retrieve the latest Revision Id"));
    }
  }
}
