package dev.hearth.host.sandbox.classloader.guard;

import java.awt.image.RenderedImage;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.security.KeyStore;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Called before a function names a file to images, fonts, key stores and the like of the platform.
 * Stateless.
 */
public final class NamedFiles {

  private NamedFiles() {}

  /** Before {@code KeyStore.getInstance(file, password)}. */
  public static void read(File file, char @Nullable [] password, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code KeyStore.getInstance(file, parameter)}. */
  public static void read(File file, KeyStore.LoadStoreParameter parameter, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code KeyStore.Builder.newInstance(file, protection)}. */
  public static void read(File file, KeyStore.ProtectionParameter protection, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code KeyStore.Builder.newInstance(type, provider, file, protection)}. */
  public static void read(
      String type,
      @Nullable Provider provider,
      File file,
      KeyStore.ProtectionParameter protection,
      Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code Font.createFont(format, file)}. */
  public static void read(int format, File file, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code ImageIO.createImageInputStream(input)}. */
  public static void read(Object input, Scope scope) {
    if (input instanceof File file) {
      FileReads.read(file, scope);
    }
  }

  /** Before {@code ImageIO.read(address)}. */
  public static void read(URL address, Scope scope) {
    Urls.open(address, scope);
  }

  /** Before {@code ImageIO.createImageOutputStream(output)}. */
  public static void write(Object output, Scope scope) {
    if (output instanceof File file) {
      OldFiles.write(file, scope);
    }
  }

  /** Before {@code ImageIO.write(image, format, file)}. */
  public static void write(RenderedImage image, String format, File file, Scope scope) {
    OldFiles.write(file, scope);
  }

  /** Before {@code path.register(watcher, kinds)}. */
  public static void watch(
      Watchable watched, WatchService watcher, WatchEvent.Kind<?>[] kinds, Scope scope) {
    watch(watched, scope);
  }

  /** Before {@code path.register(watcher, kinds, modifiers)}. */
  public static void watch(
      Watchable watched,
      WatchService watcher,
      WatchEvent.Kind<?>[] kinds,
      WatchEvent.Modifier[] modifiers,
      Scope scope) {
    watch(watched, scope);
  }

  private static void watch(Watchable watched, Scope scope) {
    if (watched instanceof Path path) {
      FileReads.check(path, scope);
    }
  }
}
