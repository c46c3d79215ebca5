package dev.hearth.host.sandbox.classloader.guard;

import java.io.File;
import java.io.FileFilter;
import java.io.FilenameFilter;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitor;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Called before a function reads files: only what it may see. Stateless. */
public final class FileReads {

  private FileReads() {}

  /** Throws if the instance may not read there. */
  static void check(Path path, Scope scope) {
    countOpen(scope);
    if (!scope.views().paths().mayRead(path)) {
      throw FileWrites.refusal("read", path, path.toString(), scope);
    }
  }

  /** Throws if too much may be open already. */
  static void countOpen(Scope scope) {
    if (!scope.views().opens().admits()) {
      throw Refusals.because(
          "open another file or socket",
          "the host is short of descriptors, and it has opened many; close what is done with",
          scope);
    }
  }

  private static void check(File file, Scope scope) {
    check(FileWrites.pathOf(file, scope), scope);
  }

  private static void check(String name, Scope scope) {
    check(FileWrites.pathOf(new File(name), scope), scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, LinkOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, Charset charset, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, Class<?> type, LinkOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, String attributes, LinkOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, String glob, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, DirectoryStream.Filter<?> filter, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(
      Path path, int depth, BiPredicate<?, ?> matcher, FileVisitOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, FileVisitOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, int depth, FileVisitOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, FileVisitor<?> visitor, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(
      Path path, Set<?> options, int depth, FileVisitor<?> visitor, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, OpenOption[] options, Scope scope) {
    check(path, scope);
  }

  /** Before something is read from there. */
  public static void read(Path path, OutputStream target, Scope scope) {
    check(path, scope);
  }

  /** Before both are read. */
  public static void read(Path path, Path other, Scope scope) {
    check(path, scope);
    check(other, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, @Nullable FilenameFilter filter, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, @Nullable FileFilter filter, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, Charset charset, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, String charset, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(File file, boolean verify, Scope scope) {
    check(file, scope);
  }

  /** Before something is read from there. */
  public static void read(String name, Scope scope) {
    check(name, scope);
  }

  /** Before something is read from there. */
  public static void read(String name, Charset charset, Scope scope) {
    check(name, scope);
  }

  /** Before something is read from there. */
  public static void read(String name, boolean verify, Scope scope) {
    check(name, scope);
  }

  /** Before an archive is opened, perhaps to be deleted when it is closed. */
  public static void zip(File file, int mode, Scope scope) {
    openZip(file, mode, scope);
  }

  /** Before an archive is opened, perhaps to be deleted when it is closed. */
  public static void zip(File file, int mode, Charset charset, Scope scope) {
    openZip(file, mode, scope);
  }

  /** Before an archive is opened, perhaps to be deleted when it is closed. */
  public static void zip(File file, boolean verify, int mode, Scope scope) {
    openZip(file, mode, scope);
  }

  /** Before an archive is opened, perhaps to be deleted when it is closed. */
  public static void zip(
      File file, boolean verify, int mode, Runtime.Version version, Scope scope) {
    openZip(file, mode, scope);
  }

  private static void openZip(File file, int mode, Scope scope) {
    if ((mode & ZipFile.OPEN_DELETE) != 0) {
      FileWrites.check(FileWrites.pathOf(file, scope), scope);
    }
    check(file, scope);
  }
}
