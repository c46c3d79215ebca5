package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedStoreTest {

  private static final Confinement USUAL = FunctionSpec.defaults().confinement();

  @TempDir private Path directory;
  private Uploads uploads;

  @BeforeEach
  void store() {
    uploads = new Uploads(directory);
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> all = Files.list(uploads.prepared())) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void keepsOneDirectoryForEachContentAndRewriter() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    assertThat(uploads.store().has(artifact.digest(), USUAL)).isFalse();
    uploads.store().prepare(artifact, FunctionSpec.defaults());
    assertThat(uploads.store().has(artifact.digest(), USUAL)).isTrue();
    assertThat(stored()).containsExactly(artifact.digest() + ".v" + PreparedStore.REWRITER_VERSION);
  }

  @Test
  void givesTheSameAgainWithoutReadingTheArtifact() throws Exception {
    FunctionJar jar = Uploads.hello().source("com.acme.A", Uploads.supplier("com.acme", "A"));
    Artifact artifact = uploads.artifact(jar.bytes());
    FunctionSpec spec = Uploads.named("com.acme.A");
    Preparation first = uploads.store().prepare(artifact, spec);
    Files.delete(artifact.file());
    assertThat(uploads.store().prepare(artifact, spec)).isEqualTo(first);
    assertThat(uploads.store().prepare(artifact, Uploads.named("com.acme.Hello")).entryPoint())
        .isNotEqualTo(first.entryPoint());
    assertThatThrownBy(() -> uploads.store().prepare(artifact, Uploads.named("com.acme.B")))
        .isInstanceOf(ArtifactRefusedException.class);
  }

  @Test
  void keepsNothingOfWhatItRefuses() throws Exception {
    assertThat(uploads.problems(FunctionJar.empty().entry("../x", "y"))).isNotEmpty();
    assertThat(uploads.problems(FunctionJar.empty().entry("x", "y"))).isNotEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void sweepsWhatACrashLeftAndPreparesAgain() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    Path halfBuilt = uploads.prepared().resolve(artifact.digest() + ".1.tmp");
    Files.createDirectories(halfBuilt.resolve("root/com"));
    Files.writeString(halfBuilt.resolve("classes.bin"), "half");
    assertThat(uploads.store().has(artifact.digest(), USUAL)).isFalse();
    uploads.store().prepare(artifact, FunctionSpec.defaults());
    assertThat(halfBuilt).exists();
    Files.createDirectory(uploads.prepared().resolve(artifact.digest() + ".v0"));
    uploads.store().sweep();
    assertThat(stored()).containsExactly(artifact.digest() + ".v3");
    try (PreparedJar jar = uploads.store().open(artifact.digest(), USUAL)) {
      assertThat(jar.containsClass("com.acme.Hello")).isTrue();
    }
  }

  @Test
  void leavesNothingHalfBuiltWhenTheRewriterFails() throws Exception {
    Uploads failing =
        new Uploads(
            directory,
            (_, _) ->
                (name, _) -> {
                  throw new IllegalStateException(name);
                });
    assertThat(failing.problems(Uploads.hello()))
        .containsExactly(
            "com/acme/Hello.class: this class cannot be rewritten for metering: leave it out");
    assertThat(stored()).isEmpty();
  }

  @Test
  void saysWhichClassTheRewriterRefuses() {
    Uploads rewriting = new Uploads(directory, TransformFactory.rewriting((_, _) -> Rules.none()));
    byte[] library =
        FunctionJar.of("hearth.Guard", "package hearth; public class Guard {}").bytes();
    assertThat(rewriting.problems(Uploads.hello().entry("lib/bad.jar", library)))
        .singleElement()
        .asString()
        .startsWith("lib/bad.jar!/hearth/Guard.class: it names \"hearth/Guard\"");
  }

  @Test
  void keepsAFormForEachPolicyAndSetOfGrants() throws Exception {
    Uploads rewriting = new Uploads(directory, TransformFactory.rewriting((_, _) -> Rules.none()));
    Artifact artifact = rewriting.artifact(Uploads.hello().bytes());
    Permissions listening = new Permissions(true, List.of(), List.of(), Set.of(Grant.LISTEN));
    for (Confinement confinement :
        List.of(
            USUAL,
            Confinement.usual(Policy.STRICT),
            new Confinement(Policy.PRACTICAL, listening))) {
      assertThat(rewriting.store().has(artifact.digest(), confinement)).isFalse();
      rewriting.store().prepare(artifact, Uploads.confined(confinement));
      assertThat(rewriting.store().has(artifact.digest(), confinement)).isTrue();
    }
    rewriting.store().sweep();
    String name = artifact.digest() + ".v" + PreparedStore.REWRITER_VERSION;
    assertThat(stored()).containsExactly(name, name + "-listen", name + "-strict");
    rewriting.store().delete(artifact.digest());
    assertThat(stored()).isEmpty();
  }

  @Test
  void leavesNoRawClassesBehind() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    uploads.store().prepare(artifact, FunctionSpec.defaults());
    try (Stream<Path> files = Files.list(uploads.prepared().resolve(stored().getFirst()))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("root", "classes.bin", "findings.bin");
    }
  }

  @Test
  void storesWhatTheRewriterMakesOfEachClass() throws Exception {
    Uploads rewriting =
        new Uploads(directory, (_, _) -> (name, _) -> name.getBytes(StandardCharsets.UTF_8));
    try (PreparedJar jar = rewriting.open(Uploads.hello())) {
      assertThat(jar.classBytes("com.acme.Hello")).asString().isEqualTo("com.acme.Hello");
      assertThat(jar.root().resolve("com/acme/Hello.class"))
          .hasBinaryContent(Uploads.hello().compiled().get("com/acme/Hello.class"));
    }
  }

  @Test
  void forgetsAPreparedFormThatOthersHaveOpen() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    uploads.store().prepare(artifact, FunctionSpec.defaults());
    try (PreparedJar open = uploads.store().open(artifact.digest(), USUAL)) {
      uploads.store().delete(artifact.digest());
      uploads.store().delete(artifact.digest());
      assertThat(uploads.store().has(artifact.digest(), USUAL)).isFalse();
      assertThat(stored()).isEmpty();
      assertThat(open.classBytes("com.acme.Hello")).isNotEmpty();
    }
    assertThatThrownBy(() -> uploads.store().open(artifact.digest(), USUAL))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void preparesTheSameArtifactForSeveralAtOnce() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    Callable<Preparation> task = () -> uploads.store().prepare(artifact, FunctionSpec.defaults());
    try (var threads = Executors.newFixedThreadPool(4)) {
      var results = threads.invokeAll(List.of(task, task, task, task));
      for (var result : results) {
        assertThat(result.get().entryPoint().target()).isEqualTo("com.acme.Hello");
      }
    }
    assertThat(stored()).hasSize(1);
  }

  @Test
  void reportsADamagedPreparedForm() throws Exception {
    Artifact artifact = uploads.artifact(Uploads.hello().bytes());
    uploads.store().prepare(artifact, FunctionSpec.defaults());
    Path classes = uploads.prepared().resolve(artifact.digest() + ".v3/classes.bin");
    Files.write(classes, new byte[100]);
    assertThatThrownBy(() -> uploads.store().open(artifact.digest(), USUAL))
        .hasRootCauseMessage(
            classes.getParent() + " is damaged: delete it and deploy the function again");
    assertThat(uploads.store().has(new Digest("0".repeat(64)), USUAL)).isFalse();
  }
}
