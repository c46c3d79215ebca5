package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.Sandbox;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.StuckThreads;
import dev.hearth.host.sandbox.classloader.binding.HandlerBinder;
import dev.hearth.host.sandbox.classloader.binding.lambda.LambdaBinder;
import dev.hearth.host.sandbox.classloader.cloud.CloudBinder;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.xml.DocumentAccess;
import dev.hearth.host.sandbox.classloader.metering.ThreadCensus;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.prepared.PreparedJar;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import dev.hearth.host.sandbox.classloader.stop.KillLadder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
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
   * @param tempRoot an existing directory for the instances' temporary directories, in the
   *     directory of the host, which is closed to functions otherwise
   * @param maxResponse the largest answer that a function may give
   * @param control what ends its instances' threads
   */
  public ClassLoaderSandbox(
      PreparedStore store,
      Function<FunctionVersion, Artifact> artifacts,
      Path tempRoot,
      ByteSize maxResponse,
      Control control) {
    DocumentAccess.keepToDocuments();
    this.store = store;
    PlatformPackages platform = PlatformPackages.ofRunningJvm();
    this.workshop =
        new Workshop(
            store,
            artifacts,
            control.time(),
            tempRoot,
            new FunctionLoader(
                control.time(),
                new HandlerBinder(maxResponse),
                new CloudBinder(maxResponse, control.time().wall()),
                new LambdaBinder(
                    maxResponse, control.time().wall(), InstanceThreadGroup::logOfRunningThread)),
            new ApiClassLoader(platform),
            platform,
            new ParentGroups(),
            version -> rulesOf(version.spec().confinement()),
            control.calls(),
            control.secrets(),
            new Enforcement(
                control.ladder(),
                new ThreadCensus(ParentGroups.everything()),
                control.heap(),
                control.stuck(),
                control.alarm()::apply));
  }

  private static Rules rulesOf(Confinement confinement) {
    return RuleTable.of(confinement.policy(), confinement.permissions().allow());
  }

  /**
   * What ends the threads of instances, the clock for it, and the way to other functions.
   *
   * @param alarm does an action after a delay, and gives what cancels it
   * @param calls carries what functions call
   * @param secrets gives them their secrets
   */
  public record Control(
      TimeSource time,
      KillLadder ladder,
      HeapLevel heap,
      StuckThreads stuck,
      BiFunction<Duration, Runnable, Runnable> alarm,
      FunctionCalls calls,
      FunctionSecrets secrets) {}

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
      ParentGroups groups,
      InstanceWard.RulesOf rules,
      FunctionCalls calls,
      FunctionSecrets secrets,
      Enforcement enforcement) {

    /** The directory of the host, which is closed to functions. */
    Path closed() {
      Path root = tempRoot.toAbsolutePath();
      return Objects.requireNonNullElse(root.getParent(), root);
    }

    /** A loader over the prepared form, which is made anew if a newer host wants another. */
    FunctionClassLoader newLoader(FunctionVersion version, Scope scope)
        throws ArtifactRefusedException {
      Confinement confinement = version.spec().confinement();
      if (!store.has(version.artifact(), confinement)) {
        store.prepare(artifacts.apply(version), version.spec());
      }
      PreparedJar artifact = store.open(version.artifact(), confinement);
      return new FunctionClassLoader(version.id().toString(), artifact, api, platform, scope);
    }
  }
}
