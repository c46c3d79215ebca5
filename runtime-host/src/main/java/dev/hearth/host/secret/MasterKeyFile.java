package dev.hearth.host.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The file with the key of the secrets, readable by its owner only. Whoever has it and the store
 * can read them, so it belongs into another backup than the store. Owned by the vault.
 */
public final class MasterKeyFile {

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("----w-rwx");

  private final Path file;
  private final RandomGenerator random;

  /**
   * A file that need not be there yet; its directory must be.
   *
   * @param random must be fit for secrets
   */
  public MasterKeyFile(Path file, RandomGenerator random) {
    this.file = file;
    this.random = random;
  }

  /**
   * The key in the file; empty if there is no file.
   *
   * @throws SecretsLockedException when it cannot be read, holds no key, or others may read it
   */
  Optional<MasterKey> read() {
    try {
      refuseOthers();
      String text = Files.readString(file).strip();
      return Optional.of(
          MasterKey.parse(text)
              .orElseThrow(() ->
                  new SecretsLockedException(
                      "the file "
                          + file
                          + " holds no key: it must be one line of 44 characters; restore it from"
                          + " a backup and start the host anew")));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SecretsLockedException(
          "the file " + file + " cannot be read: give this user the right to (" + e + ")", e);
    }
  }

  private void refuseOthers() throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
      if (OF_OTHERS.contains(permission)) {
        throw new SecretsLockedException(
            "the file "
                + file
                + " with the key of the secrets is open to others: `chmod 600` it, think of who may"
                + " have read it, and start the host anew");
      }
    }
  }

  /**
   * Makes a key and its file, which is durable when this returns.
   *
   * @throws SecretsLockedException when it cannot be written
   */
  MasterKey create() {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    MasterKey key = MasterKey.generate(random);
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          fresh, key.text() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
      return key;
    } catch (IOException e) {
      throw new SecretsLockedException(
          "the file " + file + " for the key of the secrets cannot be written: " + e, e);
    }
  }

  /** Without this a loss of power could undo the renaming, but not what is sealed with the key. */
  private void syncDirectory() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
