package dev.hearth.host.lambda;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.deployment.ManifestReader;
import dev.hearth.host.deployment.ManifestText;
import dev.hearth.host.fixture.Controls;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.classloader.ClassLoaderSandbox;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import dev.hearth.host.sandbox.classloader.prepared.TransformFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs Lambda handlers in the sandbox as it is in a host, rewritten, without the rest of it. */
final class LambdaSandbox {

  /** The usual name of a function. */
  static final String NAME = "price";

  private final Path directory;
  private final PreparedStore store;
  private final ClassLoaderSandbox sandbox;
  private final IdentityHashMap<FunctionJar, byte[]> compiled = new IdentityHashMap<>();
  private long made;

  LambdaSandbox(Path directory) throws IOException {
    this.directory = directory;
    this.store =
        new PreparedStore(
            directory.resolve("prepared"),
            ArchiveLimits.defaults(),
            TransformFactory.rewriting(RuleTable::of));
    this.sandbox =
        new ClassLoaderSandbox(
            store,
            version -> {
              throw new IllegalStateException(version.id() + " is prepared already");
            },
            Files.createDirectories(directory.resolve("host/tmp")),
            ByteSize.mebibytes(1),
            Controls.real(new TimeSource(InstantSource.system(), System::nanoTime)));
  }

  /** A function could not be started. */
  static final class NotStartedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failed failed;

    NotStartedException(Outcome.Failed failed) {
      super(failed.detail());
      this.failed = failed;
    }

    Outcome.Failed failed() {
      return failed;
    }
  }

  /** A version of a JAR with this manifest; the first call of it does the heavy work. */
  FunctionVersion prepared(FunctionJar jar, String manifest) throws Exception {
    Problems problems = new Problems();
    FunctionSpec spec =
        ManifestReader.read(List.of(new ManifestText("config", manifest)), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.list().toString());
    }
    byte[] bytes = compiled.computeIfAbsent(jar, FunctionJar::bytes);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Path file = Files.write(directory.resolve("upload"), bytes);
    Artifact artifact = new Artifact(new Digest(digest), file, bytes.length);
    return new FunctionVersion(
        new RevisionId(new UUID(1, ++made)),
        new VersionId(new FunctionName(NAME), 3),
        artifact.digest(),
        bytes.length,
        artifact.digest(),
        spec,
        sandbox.prepare(artifact, spec).entryPoint(),
        Instant.EPOCH,
        Map.of());
  }

  /** What a deployer is told who uploads this. */
  String refusal(FunctionJar jar, String manifest) throws Exception {
    try {
      Instance instance = start(prepared(jar, manifest));
      instance.close();
      return "";
    } catch (ArtifactRefusedException e) {
      return e.problems().toString();
    } catch (NotStartedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** An instance that has started. */
  Instance start(FunctionVersion version) throws Exception {
    CompletableFuture<Instance> started = new CompletableFuture<>();
    var _ =
        sandbox.start(
            version,
            new InstanceId(++made),
            new StartListener() {
              @Override
              public void started(Instance instance, ColdStart coldStart) {
                started.complete(instance);
              }

              @Override
              public void failed(Instance instance, Outcome.Failed failure) {
                started.completeExceptionally(new NotStartedException(failure));
              }
            });
    try {
      return started.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NotStartedException not ? not : e;
    }
  }

  /** What a handler gives for a payload of the Invoke API: its bytes, or the error as JSON. */
  String invoke(FunctionJar jar, String manifest, String payload) throws Exception {
    Instance instance = start(prepared(jar, manifest));
    try {
      return DirectCall.of(instance, payload).text();
    } finally {
      instance.close();
    }
  }
}
