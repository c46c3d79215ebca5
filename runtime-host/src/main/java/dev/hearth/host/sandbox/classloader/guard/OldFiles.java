package dev.hearth.host.sandbox.classloader.guard;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Called before a function makes or changes files by {@code java.io}. Stateless. */
public final class OldFiles {

  private OldFiles() {}

  private static void check(File file, Scope scope) {
    FileWrites.check(FileWrites.pathOf(file, scope), scope);
  }

  private static void check(String name, Scope scope) {
    check(new File(name), scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, boolean value, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, boolean value, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, boolean value, boolean ownerOnly, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, long time, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, Charset charset, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, Charset charset, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, Charset charset, boolean append, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, Charset charset, boolean append, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, String charset, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, String charset, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, String charset, @Nullable Locale locale, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, String charset, @Nullable Locale locale, Scope scope) {
    check(name, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(File file, Charset charset, @Nullable Locale locale, Scope scope) {
    check(file, scope);
  }

  /** Before something is made, changed or deleted there. */
  public static void write(String name, Charset charset, @Nullable Locale locale, Scope scope) {
    check(name, scope);
  }

  /** Before {@code file.renameTo(target)}. */
  public static void rename(File file, File target, Scope scope) {
    check(file, scope);
    check(target, scope);
  }

  /** Before a file is opened as {@code mode} says. */
  public static void open(File file, String mode, Scope scope) {
    if (mode.equals("r")) {
      FileReads.read(file, scope);
    } else {
      check(file, scope);
    }
  }

  /** Before a file is opened as {@code mode} says. */
  public static void open(String name, String mode, Scope scope) {
    open(new File(name), mode, scope);
  }

  /** {@code file.deleteOnExit()}; its directory is deleted with the instance anyway. */
  public static void deleteOnExit(File file, Scope scope) {
    check(file, scope);
  }

  /** {@code File.createTempFile(prefix, suffix)}. */
  public static File createTempFile(String prefix, @Nullable String suffix, Scope scope)
      throws IOException {
    return createTempFile(prefix, suffix, null, scope);
  }

  /** {@code File.createTempFile(prefix, suffix, directory)}. */
  public static File createTempFile(
      String prefix, @Nullable String suffix, @Nullable File directory, Scope scope)
      throws IOException {
    File where = directory == null ? scope.views().paths().temp().toFile() : directory;
    check(where, scope);
    return File.createTempFile(prefix, suffix, where);
  }
}
