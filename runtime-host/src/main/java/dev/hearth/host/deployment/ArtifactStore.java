package dev.hearth.host.deployment;

import dev.hearth.host.registry.Digest;
import dev.hearth.host.sandbox.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Uploaded artifacts as files named by their content. A file appears under its name only whole and
 * on disk, so a crash at any moment leaves either all of it or nothing. Any thread may use it.
 */
public final class ArtifactStore {

  private final Path directory;

  /** A store in {@code directory}, which is made if it is not there. */
  public ArtifactStore(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /**
   * Takes a finished upload in; the same bytes are stored once.
   *
   * @param upload a file on the same file system; moved away
   * @param digest its {@link #digestOf}
   */
  public Artifact take(Path upload, Digest digest) throws IOException {
    long bytes = Files.size(upload);
    Path file = fileOf(digest);
    sync(upload);
    Files.move(upload, file, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
    return new Artifact(digest, file, bytes);
  }

  /** What is stored. */
  List<Digest> digests() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> new Digest(file.getFileName().toString())).toList();
    }
  }

  /** A stored artifact by its content and size. */
  public Artifact artifact(Digest digest, long bytes) {
    return new Artifact(digest, fileOf(digest), bytes);
  }

  /** Deletes one artifact, if it is there. */
  public void delete(Digest digest) throws IOException {
    Files.deleteIfExists(fileOf(digest));
  }

  private Path fileOf(Digest digest) {
    return directory.resolve(digest.hex());
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The content of a file. */
  public static Digest digestOf(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
