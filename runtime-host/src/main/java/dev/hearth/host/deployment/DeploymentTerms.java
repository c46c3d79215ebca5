package dev.hearth.host.deployment;

import dev.hearth.host.config.Problems;
import dev.hearth.host.registry.FunctionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an artifact is to be deployed.
 *
 * @param configuration makes the configuration of the version
 * @param labels what goes with the version; versions that differ in them differ
 * @param anew whether a new version is made even if an older one, which is not active any more, is
 *     the same; that one is made active again otherwise
 */
public record DeploymentTerms(
    Configuration configuration, Map<String, String> labels, boolean anew) {

  public DeploymentTerms {
    labels = Map.copyOf(labels);
  }

  /** Makes a configuration out of what the artifact says of itself. */
  @FunctionalInterface
  public interface Configuration {

    /**
     * The configuration.
     *
     * @param inArtifact the manifest in the artifact; empty if there is none
     * @param problems gets everything that is wrong; then the result is not used
     */
    FunctionSpec read(List<ManifestText> inArtifact, Problems problems);
  }

  /** With the manifest in the artifact under a text that wins, which may be empty. */
  static DeploymentTerms of(String config) {
    return new DeploymentTerms(
        (inArtifact, problems) -> read(inArtifact, config, problems), Map.of(), false);
  }

  /** What the manifest in the artifact says under a text that wins, which may be blank. */
  public static FunctionSpec read(List<ManifestText> inArtifact, String config, Problems problems) {
    List<ManifestText> layers = new ArrayList<>(inArtifact);
    if (!config.isBlank()) {
      layers.add(new ManifestText("config", config));
    }
    return ManifestReader.read(layers, problems);
  }
}
