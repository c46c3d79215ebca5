package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.Problem;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Stands in for the upload: puts bytes where a store can prepare them. Used by one thread. */
final class Uploads {

  private final Path directory;
  private final PreparedStore store;

  Uploads(Path directory) {
    this(directory, TransformFactory.identity());
  }

  Uploads(Path directory, TransformFactory transforms) {
    this.directory = directory;
    this.store =
        new PreparedStore(directory.resolve("prepared"), ArchiveLimits.defaults(), transforms);
  }

  PreparedStore store() {
    return store;
  }

  Path prepared() {
    return directory.resolve("prepared");
  }

  /** The bytes as an uploaded artifact. */
  Artifact artifact(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      Path file = Files.write(directory.resolve("upload.bin"), bytes);
      return new Artifact(new Digest(HexFormat.of().formatHex(hash)), file, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Preparation prepare(byte[] bytes) throws ArtifactRefusedException {
    return store.prepare(artifact(bytes), FunctionSpec.defaults());
  }

  Preparation prepare(FunctionJar jar) throws ArtifactRefusedException {
    return prepare(jar.bytes());
  }

  Preparation prepare(FunctionJar jar, String handler) throws ArtifactRefusedException {
    return store.prepare(artifact(jar.bytes()), named(handler));
  }

  static FunctionSpec named(String handler) {
    return spec(handler, FunctionSpec.defaults().confinement());
  }

  static FunctionSpec confined(Confinement confinement) {
    return spec(FunctionSpec.defaults().handler(), confinement);
  }

  private static FunctionSpec spec(String handler, Confinement confinement) {
    FunctionSpec d = FunctionSpec.defaults();
    return new FunctionSpec(
        handler,
        d.sandbox(),
        d.timeouts(),
        d.budget(),
        d.concurrency(),
        d.lane(),
        d.priority(),
        d.idempotent(),
        d.retry(),
        d.auth(),
        d.env(),
        d.keepAlive(),
        confinement,
        d.rate(),
        d.exchange(),
        FunctionSpec.Background.NONE);
  }

  /** What is wrong with the JAR; nothing if it is taken. */
  List<String> problems(FunctionJar jar) {
    return problems(jar, "");
  }

  /** What is wrong with the JAR and this handler; nothing if it is taken. */
  List<String> problems(FunctionJar jar, String handler) {
    try {
      prepare(jar, handler);
      return List.of();
    } catch (ArtifactRefusedException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  /** Prepares and opens. */
  PreparedJar open(FunctionJar jar) throws ArtifactRefusedException {
    Artifact artifact = artifact(jar.bytes());
    store.prepare(artifact, FunctionSpec.defaults());
    return store.open(artifact.digest(), FunctionSpec.defaults().confinement());
  }

  /** A JAR with one class {@code com.acme.Hello} that qualifies. */
  static FunctionJar hello() {
    return FunctionJar.of("com.acme.Hello", supplier("com.acme", "Hello"));
  }

  /** A class that qualifies. */
  static String supplier(String packageName, String name) {
    return "package %s; public class %s implements java.util.function.Supplier<String> { public String get() { return \"x\"; } }"
        .formatted(packageName, name);
  }
}
