package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second host away from a store: each host holds what is deployed in memory and would not
 * see the other's changes. Owned by the store that took it; the operating system frees it when the
 * process ends, however that happens.
 *
 * <p>A file of its own, because on POSIX closing any handle of a file frees the locks that SQLite
 * holds on it.
 */
final class StoreLock implements AutoCloseable {

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock beside {@code store}.
   *
   * @throws StoreException when somebody else has it, or the file cannot be made
   */
  static StoreLock take(Path store) {
    Path file = store.resolveSibling(store.getFileName() + ".lock").toAbsolutePath();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isFree(channel)) {
        return new StoreLock(channel);
      }
      channel.close();
    } catch (IOException failure) {
      throw new StoreException(
          "the lock "
              + file
              + " cannot be made: check that its directory is there and that this user may write"
              + " to it ("
              + failure
              + ")",
          failure);
    }
    throw new StoreException(
        "the store "
            + store.toAbsolutePath()
            + " is in use by another Hearth: stop that one, or give this one a data directory of"
            + " its own",
        new IOException("locked: " + file));
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new StoreException("the lock of the store could not be freed: " + failure, failure);
    }
  }
}
