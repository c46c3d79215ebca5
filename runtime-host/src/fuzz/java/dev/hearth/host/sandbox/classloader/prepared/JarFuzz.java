package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Uploads: prepared or refused, nothing else. Half of the inputs are the archive itself, half are a
 * class file or a manifest within a sound one; the first byte says which.
 */
public final class JarFuzz {

  private static final Path DIRECTORY = directory();
  private static final PreparedStore STORE =
      new PreparedStore(
          DIRECTORY.resolve("prepared"), ArchiveLimits.defaults(), TransformFactory.rewriting((_, _) -> Rules.none()));
  private static final Digest DIGEST = new Digest("0".repeat(64));

  private JarFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] upload = data.length > 0 && data[0] % 2 == 0 ? sound(data) : data;
    Path file = Files.write(DIRECTORY.resolve("upload"), upload);
    STORE.delete(DIGEST);
    try {
      STORE.prepare(new Artifact(DIGEST, file, upload.length), FunctionSpec.defaults());
    } catch (ArtifactRefusedException refused) {
      if (refused.problems().isEmpty()) {
        throw new AssertionError("refused without a reason", refused);
      }
    }
  }

  private static byte[] sound(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      byte[] content = java.util.Arrays.copyOfRange(data, 1, data.length);
      String name = data[0] % 4 == 0 ? "com/acme/Hello.class" : "META-INF/MANIFEST.MF";
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("jar-fuzz");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
