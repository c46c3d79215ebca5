package dev.hearth.host.sandbox.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does things to a whole directory tree; follows no links. */
public final class DirectoryTree {

  private static final int MOST_WRITERS = 16;
  private static final int FILES_PER_WRITER = 8;

  private DirectoryTree() {}

  /**
   * Forces every file and directory to the disk, several at once, because a file system writes its
   * journal once for all that wait: 1,100 files took 330 ms one by one and 80 ms so.
   */
  public static void force(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(tree)) {
      all = walk.toList();
    }
    int threads = Math.min(MOST_WRITERS, 1 + all.size() / FILES_PER_WRITER);
    List<Callable<Boolean>> tasks = all.stream().map(DirectoryTree::forcing).toList();
    try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
      for (Future<Boolean> done : writers.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("cannot force " + tree + " to the disk", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while forcing " + tree + " to the disk");
    }
  }

  private static Callable<Boolean> forcing(Path path) {
    return () -> {
      boolean directory = Files.isDirectory(path);
      force(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE);
      return directory;
    };
  }

  /** Forces the names in a directory to the disk. */
  public static void forceDirectory(Path directory) throws IOException {
    force(directory, StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Deletes a tree; one that is not there is fine. */
  public static void delete(Path tree) throws IOException {
    try {
      Files.walkFileTree(tree, new Deletion());
    } catch (NoSuchFileException gone) {
      // Then there is nothing to do.
    }
  }

  /** Deletes the content of a directory before the directory itself. */
  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
