package dev.hearth.host.sandbox.archive;

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
public record JarManifest(Attributes attributes) {

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
  public static JarManifest none() {
    return new JarManifest(new Attributes());
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is malformed, with a message that says how; some malformed ones give
   *     an unchecked exception
   */
  public static JarManifest read(byte[] content) throws IOException {
    return new JarManifest(new Manifest(new ByteArrayInputStream(content)).getMainAttributes());
  }

  /** Whether entries may stand in for others, see {@link MultiRelease}. */
  public boolean isMultiRelease() {
    return value("Multi-Release").equalsIgnoreCase("true");
  }

  /** The attributes that are there and ignored. */
  public List<String> ignored() {
    return IGNORED.stream().filter(name -> !value(name).isEmpty()).toList();
  }

  /**
   * The attribute {@code Implementation-Title}, {@code -Version} or {@code -Vendor}, fit to be
   * shown; empty if it is not there.
   */
  public String implementation(String part) {
    return Printable.of(value("Implementation-" + part));
  }

  private String value(String name) {
    return Stream.ofNullable(attributes.getValue(name)).findFirst().orElse("").strip();
  }
}
