package dev.hearth.host.deployment;

import dev.hearth.host.config.Problem;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.Sandboxes;
import dev.hearth.host.sandbox.archive.ArchiveReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes an upload from its bytes to a version that takes calls: store, read the manifest, check and
 * prepare, try, make durable, switch. Blocks; any thread but an event loop may use it. Uploads of
 * one function go one after the other.
 */
public final class Deployer {

  /** Where a manifest may stand in an artifact; the first that is there counts. */
  private static final List<String> MANIFESTS = List.of("META-INF/hearth.yaml", "hearth.yaml");

  private static final int MANIFEST_BYTES = 64 * 1024;

  /** Names share locks, so that there is not one for each name that ever was. */
  private static final int LOCKS = 64;

  private final ArtifactStore artifacts;
  private final ArtifactJanitor janitor;
  private final Sandboxes sandboxes;
  private final Trial trial;
  private final FunctionRegistry registry;
  private final Identities identities;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** A deployer over its collaborators. */
  public Deployer(
      ArtifactStore artifacts,
      ArtifactJanitor janitor,
      Sandboxes sandboxes,
      Trial trial,
      FunctionRegistry registry,
      Identities identities) {
    this.artifacts = artifacts;
    this.janitor = janitor;
    this.sandboxes = sandboxes;
    this.trial = trial;
    this.registry = registry;
    this.identities = identities;
  }

  /** Where a new version gets its identity and its date from. */
  public record Identities(Supplier<UUID> revisions, TimeSource time) {}

  /**
   * Deploys an upload.
   *
   * @param upload a finished file on the data directory's file system; moved away
   * @param config the {@code config} part of the upload; empty if there was none
   * @throws DeploymentRefusedException when it cannot be deployed; nothing has changed
   * @throws dev.hearth.host.registry.StoreException when it cannot be made durable
   */
  public Deployment deploy(FunctionName name, Path upload, String config)
      throws DeploymentRefusedException, IOException, InterruptedException {
    return deploy(name, upload, DeploymentTerms.of(config));
  }

  /**
   * Deploys an upload on certain terms.
   *
   * @param upload as above
   * @throws DeploymentRefusedException when it cannot be deployed; nothing has changed
   */
  public Deployment deploy(FunctionName name, Path upload, DeploymentTerms terms)
      throws DeploymentRefusedException, IOException, InterruptedException {
    Digest digest = ArtifactStore.digestOf(upload);
    janitor.spare(digest);
    return deploy(name, artifacts.take(upload, digest), terms);
  }

  /**
   * Deploys the bytes of a version again, on other terms.
   *
   * @throws DeploymentRefusedException when they cannot be deployed so; nothing has changed
   */
  public Deployment redeploy(FunctionVersion version, DeploymentTerms terms)
      throws DeploymentRefusedException, IOException, InterruptedException {
    janitor.spare(version.artifact());
    return deploy(
        version.id().function(),
        artifacts.artifact(version.artifact(), version.artifactBytes()),
        terms);
  }

  private Deployment deploy(FunctionName name, Artifact artifact, DeploymentTerms terms)
      throws DeploymentRefusedException, InterruptedException {
    FunctionSpec spec = configuration(artifact, terms);
    Preparation preparation = prepare(artifact, spec);
    ReentrantLock lock = locks.get(Math.floorMod(name.hashCode(), LOCKS));
    lock.lockInterruptibly();
    try {
      return activate(name, artifact, new Wanted(spec, terms), preparation);
    } finally {
      lock.unlock();
    }
  }

  /** What the version is to be, besides its bytes. */
  private record Wanted(FunctionSpec spec, DeploymentTerms terms) {

    Digest fingerprint(Artifact artifact) {
      return Fingerprint.of(artifact.digest(), spec, terms.labels());
    }
  }

  private static FunctionSpec configuration(Artifact artifact, DeploymentTerms terms)
      throws DeploymentRefusedException {
    List<ManifestText> inArtifact = new ArrayList<>();
    ArtifactKind kind;
    try {
      kind = ArtifactKind.of(artifact.file());
      kind.manifest().ifPresent(inArtifact::add);
      manifest(artifact).ifPresent(inArtifact::add);
    } catch (ArtifactRefusedException e) {
      throw refused(e.problems());
    }
    Problems problems = new Problems();
    FunctionSpec spec = terms.configuration().read(inArtifact, problems);
    kind.conflict(spec.sandbox()).ifPresent(p -> problems.add(p.where(), p.what()));
    if (!problems.isEmpty()) {
      throw new DeploymentRefusedException(
          Reason.INVALID_CONFIG,
          "the manifest is not right: " + summary(problems.list()),
          problems.list(),
          ThrownError.NONE);
    }
    return spec;
  }

  private static Optional<ManifestText> manifest(Artifact artifact)
      throws ArtifactRefusedException {
    for (String name : MANIFESTS) {
      Optional<String> text = ArchiveReader.text(artifact.file(), name, MANIFEST_BYTES);
      if (text.isPresent()) {
        return Optional.of(new ManifestText(name, text.get()));
      }
    }
    return Optional.empty();
  }

  private Preparation prepare(Artifact artifact, FunctionSpec spec)
      throws DeploymentRefusedException {
    try {
      return sandboxes.of(spec).prepare(artifact, spec);
    } catch (ArtifactRefusedException e) {
      throw refused(e.problems());
    }
  }

  private static DeploymentRefusedException refused(List<Problem> problems) {
    return new DeploymentRefusedException(
        Reason.INVALID_ARTIFACT,
        "the artifact cannot be deployed: " + summary(problems),
        problems,
        ThrownError.NONE);
  }

  private static String summary(List<Problem> problems) {
    return problems.getFirst()
        + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more problems)");
  }

  private Deployment activate(
      FunctionName name, Artifact artifact, Wanted wanted, Preparation preparation)
      throws DeploymentRefusedException, InterruptedException {
    Digest fingerprint = wanted.fingerprint(artifact);
    Optional<DeployedFunction> function = registry.find(name);
    Optional<FunctionVersion> same =
        function.flatMap(f -> same(f, fingerprint, wanted.terms().anew()));
    if (same.isPresent()) {
      if (function.get().activeNumber() != same.get().id().number()) {
        registry.apply(new CatalogueChange.VersionActivated(same.get().id()));
      }
      return new Deployment(same.get(), preparation, false);
    }
    int number = function.map(DeployedFunction::nextNumber).orElse(1);
    FunctionVersion version =
        new FunctionVersion(
            new RevisionId(identities.revisions().get()),
            new VersionId(name, number),
            artifact.digest(),
            artifact.bytes(),
            fingerprint,
            wanted.spec(),
            preparation.entryPoint(),
            identities.time().now(),
            wanted.terms().labels());
    tryOut(version);
    registry.apply(new CatalogueChange.VersionDeployed(version));
    return new Deployment(version, preparation, true);
  }

  /** The version that is the same already; only the active one if others do not count. */
  private static Optional<FunctionVersion> same(
      DeployedFunction function, Digest fingerprint, boolean onlyActive) {
    return function.active().fingerprint().equals(fingerprint)
        ? Optional.of(function.active())
        : Optional.of(function).filter(_ -> !onlyActive).flatMap(f -> f.versionWith(fingerprint));
  }

  private void tryOut(FunctionVersion version)
      throws DeploymentRefusedException, InterruptedException {
    Optional<Outcome.Failed> failure = trial.run(version);
    if (failure.isPresent()) {
      throw new DeploymentRefusedException(
          failure.get().reason(),
          "the function was started once to see whether it can, and it cannot: "
              + failure.get().detail(),
          List.of(),
          failure.get().error());
    }
  }
}
