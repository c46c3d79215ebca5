package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.Problem;
import dev.hearth.host.deployment.Deployer;
import dev.hearth.host.deployment.Deployment;
import dev.hearth.host.deployment.DeploymentRefusedException;
import dev.hearth.host.deployment.DeploymentTerms;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Deploys what requests bring, as the upload endpoint of the host does, with refusals that clients
 * of Lambda understand. Any thread may use it.
 */
final class Deployments {

  private final Deployer deployer;
  private final CodeMembers code;

  Deployments(Deployer deployer, CodeMembers code) {
    this.deployer = deployer;
    this.code = code;
  }

  /** Deploys a function that is not there. */
  FunctionVersion create(FunctionName name, Members zip, Change change) throws LambdaException {
    return deploy(name, zip, new DeploymentTerms(change::over, change.labelsOver(Map.of()), true));
  }

  /**
   * Deploys other code. A manifest in the artifact brings its configuration with it, below what
   * Lambda knows of functions; an artifact without one leaves the configuration as it was.
   */
  FunctionVersion update(FunctionVersion before, Members zip) throws LambdaException {
    Change same = Change.of(before);
    return deploy(
        before.id().function(),
        zip,
        new DeploymentTerms(
            (inArtifact, problems) ->
                inArtifact.isEmpty() ? before.spec() : same.over(inArtifact, problems),
            before.labels(),
            true));
  }

  /** Deploys the same code with another configuration. */
  FunctionVersion update(FunctionVersion before, Change change) throws LambdaException {
    FunctionSpec spec = before.spec();
    return translated(() ->
        deployer.redeploy(
            before,
            new DeploymentTerms(
                (_, problems) -> change.over(spec, problems),
                change.labelsOver(before.labels()),
                true)));
  }

  private FunctionVersion deploy(FunctionName name, Members zip, DeploymentTerms terms)
      throws LambdaException {
    return translated(() -> {
      Path upload = code.file(zip);
      try {
        zip.end();
        return deployer.deploy(name, upload, terms);
      } finally {
        Files.deleteIfExists(upload);
      }
    });
  }

  @FunctionalInterface
  private interface Work {
    Deployment run()
        throws LambdaException, DeploymentRefusedException, IOException, InterruptedException;
  }

  private static FunctionVersion translated(Work work) throws LambdaException {
    try {
      return work.run().version();
    } catch (DeploymentRefusedException refused) {
      throw Members.refused(text(refused));
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new LambdaException(LambdaFault.service("The host is shutting down; try again.", 5));
    }
  }

  /** All problems, each on a line of its own. */
  private static String text(DeploymentRefusedException refused) {
    String detail = String.valueOf(refused.getMessage());
    if (refused.problems().size() < 2) {
      return detail;
    }
    return refused.problems().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", detail + "\n", ""));
  }
}
