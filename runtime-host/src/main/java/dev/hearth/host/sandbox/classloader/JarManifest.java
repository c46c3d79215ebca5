package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.archive.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The main attributes of a {@code META-INF/MANIFEST.MF} that mean something here.
 *
 * @param attributes all of them
 */
record JarManifest(Attributes attributes) {

  /** What the {@code java} launcher or an agent would heed and a function's loader does not. */
  private static final List<String> IGNORED =
      List.of(
          "Class-Path",
          "Launcher-Agent-Class",
          "Premain-Class",
          "Agent-Class",
          "Boot-Class-Path",
          "Add-Exports",
          "Add-Opens",
          "Enable-Native-Access");

  /** Of a JAR without a manifest. */
  static JarManifest none() {
    return new JarManifest(new Attributes());
  }

  /** Throws what is wrong as the message of an exception. */
  static JarManifest read(byte[] content) throws IOException {
    return new JarManifest(new Manifest(new ByteArrayInputStream(content)).getMainAttributes());
  }

  boolean isMultiRelease() {
    return value("Multi-Release").equalsIgnoreCase("true");
  }

  /** The attributes that are there and ignored. */
  List<String> ignored() {
    return IGNORED.stream().filter(name -> !value(name).isEmpty()).toList();
  }

  ClassPathElement element(String name) {
    return new ClassPathElement(
        name,
        Printable.of(value("Implementation-Title")),
        Printable.of(value("Implementation-Version")),
        Printable.of(value("Implementation-Vendor")));
  }

  private String value(String name) {
    return Stream.ofNullable(attributes.getValue(name)).findFirst().orElse("").strip();
  }
}
