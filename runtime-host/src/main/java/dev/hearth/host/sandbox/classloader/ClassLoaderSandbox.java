package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.Sandbox;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.classloader.binding.HandlerBinder;
import dev.hearth.host.sandbox.classloader.prepared.PreparedJar;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import java.nio.file.Path;
import java.util.function.Function;

/** Tier 1: JARs in this JVM, each instance with its own class loader and threads. */
public final class ClassLoaderSandbox implements Sandbox {

  private final PreparedStore store;
  private final Workshop workshop;

  /**
   * A sandbox.
   *
   * @param store where prepared artifacts are
   * @param artifacts where the uploaded bytes of a version are, should they have to be prepared
   *     anew
   * @param tempRoot an existing directory for the instances' temporary directories
   * @param maxResponse the largest answer that a function may give
   */
  public ClassLoaderSandbox(
      PreparedStore store,
      Function<FunctionVersion, Artifact> artifacts,
      Path tempRoot,
      ByteSize maxResponse,
      TimeSource time) {
    this.store = store;
    PlatformPackages platform = PlatformPackages.ofRunningJvm();
    this.workshop =
        new Workshop(
            store,
            artifacts,
            time,
            tempRoot,
            new FunctionLoader(time, new HandlerBinder(maxResponse)),
            new ApiClassLoader(platform),
            platform,
            new ParentGroups());
  }

  @Override
  public SandboxKind kind() {
    return SandboxKind.CLASSLOADER;
  }

  @Override
  public Preparation prepare(Artifact artifact, FunctionSpec spec) throws ArtifactRefusedException {
    return store.prepare(artifact, spec);
  }

  @Override
  public Instance start(FunctionVersion version, InstanceId id, StartListener listener) {
    long startedNanos = workshop.time().nanos();
    ClassLoaderInstance instance = new ClassLoaderInstance(id, version, workshop);
    instance.start(listener, startedNanos);
    return instance;
  }

  /** What every instance is made with. */
  record Workshop(
      PreparedStore store,
      Function<FunctionVersion, Artifact> artifacts,
      TimeSource time,
      Path tempRoot,
      FunctionLoader functionLoader,
      ApiClassLoader api,
      PlatformPackages platform,
      ParentGroups groups) {

    /** A loader over the prepared form, which is made anew if a newer host wants another. */
    FunctionClassLoader newLoader(FunctionVersion version) throws ArtifactRefusedException {
      Confinement confinement = version.spec().confinement();
      if (!store.has(version.artifact(), confinement)) {
        store.prepare(artifacts.apply(version), version.spec());
      }
      PreparedJar artifact = store.open(version.artifact(), confinement);
      return new FunctionClassLoader(version.id().toString(), artifact, api, platform);
    }
  }
}
