package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Permissions.Directory;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {

  private final Path directory;
  private final Path temp;
  private final FakeWard ward;
  private final Scope scope;

  FileAccessTest(@TempDir Path directory) {
    this.directory = directory;
    this.temp = directory.resolve("temp");
    this.ward =
        new FakeWard(
            directory,
            new Permissions(
                true,
                List.of(),
                List.of(
                    new Directory(directory.resolve("read").toString(), false),
                    new Directory(directory.resolve("write").toString(), true)),
                Set.of()));
    this.scope = ward.scope;
  }

  @BeforeEach
  void makeDirectories() throws IOException {
    for (String name : List.of("temp", "artifact", "read", "write", "secret")) {
      Files.createDirectory(directory.resolve(name));
    }
    Files.writeString(directory.resolve("secret/key"), "secret");
  }

  private void assertRefused(Path path, boolean write) {
    assertThatThrownBy(
            () -> {
              if (write) {
                FileWrites.write(path, scope);
              } else {
                FileReads.read(path, scope);
              }
            })
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void theTemporaryDirectoryIsToReadAndWrite() throws IOException {
    FileWrites.write(temp.resolve("a/b/c"), scope);
    FileReads.read(temp, scope);
    assertThat(OldFiles.createTempFile("abc", null, scope)).hasParent(temp.toFile());
    assertThat(FileWrites.createTempDirectory("a", new FileAttribute<?>[0], scope)).hasParent(temp);
  }

  @Test
  void theArtifactAndTheJavaInstallationAreToRead() {
    FileReads.read(directory.resolve("artifact/data.txt"), scope);
    assertRefused(directory.resolve("artifact/data.txt"), true);
    Path java = Path.of(System.getProperty("java.home"), "release");
    FileReads.read(java, scope);
    assertRefused(java, true);
  }

  @Test
  void whatTheManifestNamesIsOpenAsItSays() {
    FileReads.read(directory.resolve("read/x"), scope);
    assertRefused(directory.resolve("read/x"), true);
    FileWrites.write(directory.resolve("write/x"), scope);
  }

  @Test
  void theDirectoryOfTheHostStaysClosedWhateverTheManifestSays() throws IOException {
    Path host = Files.createDirectory(directory.resolve("host"));
    Files.writeString(host.resolve("admin.key"), "secret");
    Scope all =
        new FakeWard(
                directory,
                new Permissions(
                    true, List.of(), List.of(new Directory(directory.toString(), true)), Set.of()))
            .scope;
    FileWrites.write(directory.resolve("beside"), all);
    assertThatThrownBy(() -> FileReads.read(host.resolve("admin.key"), all))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> FileWrites.write(host.resolve("admin.key"), all))
        .isInstanceOf(ForbiddenException.class);
    Files.createSymbolicLink(directory.resolve("write/link"), host);
    assertThatThrownBy(() -> FileReads.read(directory.resolve("write/link/admin.key"), all))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void allElseIsRefusedAndTheManifestLineIsNamed() {
    assertThatThrownBy(() -> FileReads.read("/etc/passwd", scope))
        .hasMessageContaining("`permissions: {files: [\"/etc/passwd\"]}`");
    assertThatThrownBy(() -> FileWrites.write(Path.of("/etc/x"), scope))
        .hasMessageContaining("[\"rw:/etc/x\"]");
    assertThatThrownBy(() -> FileReads.read(new File("pom.xml"), scope))
        .hasMessageContaining("java.io.tmpdir");
    assertThat(ward.forbidden).hasSize(3);
  }

  @Test
  void dotsDoNotLeadOut() {
    assertRefused(temp.resolve("../secret/key"), false);
    assertRefused(temp.resolve("missing/../../secret/key"), false);
  }

  @Test
  void linksDoNotLeadOut() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), directory.resolve("secret"));
    assertRefused(link.resolve("key"), false);
    assertRefused(link.resolve("new"), true);
    assertRefused(link.resolve("../secret/key"), false);
    assertThatThrownBy(() ->
            FileWrites.symbolicLink(
                temp.resolve("other"), directory.resolve("secret"), new FileAttribute<?>[0], scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void bothEndsOfACopyAreLookedAt() {
    Path inside = temp.resolve("x");
    Path secret = directory.resolve("secret/key");
    assertThatThrownBy(() -> FileWrites.both(secret, inside, scope))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> FileReads.read(inside, secret, scope))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> OldFiles.rename(inside.toFile(), secret.toFile(), scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aFileIsOpenedAsItsModeSays() {
    String file = directory.resolve("artifact/data").toString();
    OldFiles.open(file, "r", scope);
    assertThatThrownBy(() -> OldFiles.open(file, "rw", scope))
        .isInstanceOf(ForbiddenException.class);
    Path path = directory.resolve("artifact/data");
    FileWrites.open(path, new OpenOption[] {StandardOpenOption.READ}, scope);
    assertThatThrownBy(
            () -> FileWrites.open(path, new OpenOption[] {StandardOpenOption.WRITE}, scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aFileThatMayChangeItsNameIsRefused() {
    File changing =
        new File(temp.toString()) {
          private static final long serialVersionUID = 1L;

          @Override
          public String getPath() {
            return "/etc/passwd";
          }
        };
    assertThatThrownBy(() -> FileReads.read(changing, scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void pathsOfOtherFileSystemsAreNotOnTheDisk() throws IOException {
    Path module = FileSystems.getFileSystem(java.net.URI.create("jrt:/")).getPath("/modules");
    FileReads.read(module, new LinkOption[0], scope);
    assertThat(ward.forbidden).isEmpty();
  }
}
