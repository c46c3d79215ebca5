package dev.hearth.host.registry;

import java.time.Instant;
import java.util.Map;

/**
 * One deployed version. Immutable for ever.
 *
 * @param revision told from every other that ever was
 * @param id as people name it
 * @param artifact the uploaded bytes, by content
 * @param artifactBytes how many they are
 * @param fingerprint artifact and configuration together: equal ones are the same version
 * @param spec what the manifest says
 * @param entryPoint where calls enter
 * @param createdAt when it was deployed
 * @param labels what its deployer wants kept with it; means nothing to those who run it
 */
public record FunctionVersion(
    RevisionId revision,
    VersionId id,
    Digest artifact,
    long artifactBytes,
    Digest fingerprint,
    FunctionSpec spec,
    EntryPoint entryPoint,
    Instant createdAt,
    Map<String, String> labels) {

  public FunctionVersion {
    labels = Map.copyOf(labels);
  }
}
