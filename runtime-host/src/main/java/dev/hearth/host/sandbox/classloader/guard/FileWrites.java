package dev.hearth.host.sandbox.classloader.guard;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.charset.Charset;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Called before a function makes or changes files: only where it may. Stateless. */
public final class FileWrites {

  private FileWrites() {}

  /** Throws if the instance may not make, change or delete that. */
  static void check(Path path, Scope scope) {
    FileReads.countOpen(scope);
    if (!scope.views().paths().mayWrite(path)) {
      throw refusal("write", path, "rw:" + path, scope);
    }
  }

  /** The path of a file; a subclass could give another path each time it is asked. */
  static Path pathOf(File file, Scope scope) {
    if (file.getClass() != File.class) {
      throw Refusals.never("open files with the class " + file.getClass().getName(), scope);
    }
    try {
      return file.toPath();
    } catch (InvalidPathException impossible) {
      return Path.of("/"); // the platform will say that there is no such file
    }
  }

  static ForbiddenException refusal(String verb, Path path, String entry, Scope scope) {
    String mend =
        path.isAbsolute()
            ? "`permissions: {files: [\""
                + entry
                + "\"]}` in the manifest, or the directory above,"
                + " would allow it; its temporary directory is java.io.tmpdir"
            : "a relative path is below the host's own directory; resolve it against"
                + " System.getProperty(\"java.io.tmpdir\")";
    return Refusals.because(verb + " " + path, mend, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, FileAttribute<?>[] attributes, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(
      Path path, String prefix, String suffix, FileAttribute<?>[] attributes, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, String prefix, FileAttribute<?>[] attributes, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Charset charset, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, byte[] bytes, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(
      Path path, Iterable<?> lines, Charset charset, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Iterable<?> lines, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(
      Path path, CharSequence text, Charset charset, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, CharSequence text, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, FileTime time, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, UserPrincipal owner, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Set<?> permissions, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(
      Path path, String attribute, Object value, LinkOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Class<?> type, LinkOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, @Nullable ClassLoader loader, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(Path path, Map<?, ?> settings, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(
      Path path, Map<?, ?> settings, @Nullable ClassLoader loader, Scope scope) {
    check(path, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(InputStream source, Path path, CopyOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before {@code Files.move(path, target)} or {@code Files.createLink(path, target)}. */
  public static void both(Path path, Path target, Scope scope) {
    check(path, scope);
    check(target, scope);
  }

  /** Before {@code Files.move(path, target, options)}. */
  public static void both(Path path, Path target, CopyOption[] options, Scope scope) {
    both(path, target, scope);
  }

  /** Before {@code Files.copy(path, target, options)}. */
  public static void copy(Path path, Path target, CopyOption[] options, Scope scope) {
    FileReads.check(path, scope);
    check(target, scope);
  }

  /** Before {@code Files.createSymbolicLink(path, target, attributes)}. */
  public static void symbolicLink(
      Path path, Path target, FileAttribute<?>[] attributes, Scope scope) {
    check(path, scope);
    FileReads.check(path.resolveSibling(target), scope);
  }

  private static void opened(Path path, Set<?> options, Scope scope) {
    boolean reads = options.isEmpty() || options.equals(Set.of(StandardOpenOption.READ));
    if (reads) {
      FileReads.check(path, scope);
    } else {
      check(path, scope);
    }
  }

  /** Before a channel is opened. */
  public static void open(Path path, OpenOption[] options, Scope scope) {
    opened(path, Set.of(options), scope);
  }

  /** Before a channel is opened. */
  public static void open(Path path, Set<?> options, FileAttribute<?>[] attributes, Scope scope) {
    opened(path, Set.copyOf(options), scope);
  }

  /** Before a channel is opened. */
  public static void open(
      Path path,
      Set<?> options,
      @Nullable ExecutorService executor,
      FileAttribute<?>[] attributes,
      Scope scope) {
    opened(path, Set.copyOf(options), scope);
  }

  /** {@code AsynchronousFileChannel.open(path, options)}; with the pool of the instance. */
  public static AsynchronousFileChannel openAsynchronous(
      Path path, OpenOption[] options, Scope scope) throws IOException {
    Set<OpenOption> wanted = Set.of(options);
    opened(path, wanted, scope);
    return AsynchronousFileChannel.open(path, wanted, scope.views().pool().pool());
  }

  /** {@code Files.createTempFile(prefix, suffix, attributes)}. */
  public static Path createTempFile(
      @Nullable String prefix, @Nullable String suffix, FileAttribute<?>[] attributes, Scope scope)
      throws IOException {
    return Files.createTempFile(scope.views().paths().temp(), prefix, suffix, attributes);
  }

  /** {@code Files.createTempDirectory(prefix, attributes)}. */
  public static Path createTempDirectory(
      @Nullable String prefix, FileAttribute<?>[] attributes, Scope scope) throws IOException {
    return Files.createTempDirectory(scope.views().paths().temp(), prefix, attributes);
  }
}
