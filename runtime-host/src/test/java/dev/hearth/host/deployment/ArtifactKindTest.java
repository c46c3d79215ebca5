package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.SandboxKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactKindTest {

  @Test
  void goesByTheFiles() {
    assertThat(ArtifactKind.of(List.of("index.mjs", "a.txt"))).isEqualTo(ArtifactKind.PROGRAM);
    assertThat(ArtifactKind.of(List.of("web/app.js", "com/acme/A.class")))
        .isEqualTo(ArtifactKind.JAR);
    assertThat(ArtifactKind.of(List.of("META-INF/MANIFEST.MF", "a.js")))
        .isEqualTo(ArtifactKind.JAR);
    assertThat(ArtifactKind.of(List.of("lib/x.jar"))).isEqualTo(ArtifactKind.JAR);
    assertThat(ArtifactKind.of(List.of("a.txt"))).isEqualTo(ArtifactKind.OTHER);
  }

  @Test
  void refusesTheSandboxThatDoesNotSuit() {
    assertThat(ArtifactKind.PROGRAM.conflict(SandboxKind.CLASSLOADER)).isPresent();
    assertThat(ArtifactKind.PROGRAM.conflict(SandboxKind.POLYGLOT)).isEmpty();
    assertThat(ArtifactKind.JAR.conflict(SandboxKind.POLYGLOT)).isPresent();
    assertThat(ArtifactKind.JAR.conflict(SandboxKind.CLASSLOADER)).isEmpty();
  }

  @Test
  void aBareFileIsPutIntoAZipThatIsAlwaysTheSame(@TempDir Path directory) throws IOException {
    Path first = Files.writeString(directory.resolve("first"), "export default () => 1;");
    Path second = Files.writeString(directory.resolve("second"), "export default () => 1;");
    BareProgram.wrap(first, "C:\\home\\hello.mjs", "");
    BareProgram.wrap(second, "/x/hello.mjs", "text/plain");
    assertThat(first).hasSameBinaryContentAs(second);
    try (ZipFile zip = new ZipFile(first.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName())).containsExactly("hello.mjs");
    }
  }

  @Test
  void whatIsNoProgramStaysAsItIs(@TempDir Path directory) throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "hello");
    BareProgram.wrap(text, "hello.txt", "text/plain");
    assertThat(text).hasContent("hello");
    assertThat(BareProgram.name("../../x.js", "")).isEqualTo("x.js");
    assertThat(BareProgram.name("..", "application/javascript; charset=utf-8"))
        .isEqualTo("index.js");
    assertThat(BareProgram.name(".js", "")).isEmpty();
  }
}
