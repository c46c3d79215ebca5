package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.sandbox.archive.JarManifest;
import dev.hearth.host.sandbox.archive.Printable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Collects what the audit report will say, JAR by JAR. Used by one thread. */
final class AuditNotes {

  private final Set<String> libraries = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private int shadowed;

  /** A class that an earlier JAR has too. */
  void shadowedClass() {
    shadowed++;
  }

  /**
   * Everything about one JAR.
   *
   * @param name empty for the artifact itself
   */
  void jar(String name, JarManifest manifest, JarContents contents) {
    String shown = name.isEmpty() ? "the JAR" : Printable.of(name);
    libraries.addAll(librariesIn(name, contents.coordinates()));
    if (contents.apiCopies() > 0) {
      warnings.add(
          "%s brings %d classes of dev.hearth.function: the API comes from the host, the copy is ignored"
              .formatted(shown, contents.apiCopies()));
    }
    for (String attribute : manifest.ignored()) {
      warnings.add(
          "%s has the manifest attribute %s, which is ignored".formatted(shown, attribute));
    }
    if (manifest.isMultiRelease() && contents.versioned() > 0) {
      warnings.add(
          "%s is a multi-release JAR: %d entries are the ones for Java 25"
              .formatted(shown, contents.versioned()));
    }
    if (contents.signed()) {
      warnings.add("%s is signed; signatures are not checked".formatted(shown));
    }
  }

  /** A single set of coordinates in the artifact itself is its own; several make a fat JAR. */
  private static List<String> librariesIn(String name, List<String> coordinates) {
    if (name.isEmpty()) {
      return coordinates.size() > 1 ? coordinates : List.of();
    }
    return coordinates.isEmpty() ? List.of(Printable.of(fileName(name))) : coordinates;
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  List<String> libraries() {
    return List.copyOf(libraries);
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (shadowed > 0) {
      all.add(
          "%d classes are in more than one JAR: the first on the class path is taken"
              .formatted(shadowed));
    }
    return all;
  }

  /** {@code group:artifact:version} of a {@code pom.properties}, if it says all three. */
  static Optional<String> coordinates(byte[] pomProperties) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(pomProperties, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    List<String> parts =
        List.of(
            properties.getProperty("groupId", ""),
            properties.getProperty("artifactId", ""),
            properties.getProperty("version", ""));
    return parts.contains("")
        ? Optional.empty()
        : Optional.of(Printable.of(String.join(":", parts)));
  }

  /**
   * What was counted in one JAR.
   *
   * @param coordinates of the libraries that say who they are
   * @param apiCopies classes of Hearth's API
   * @param versioned entries that stand in for others in this Java release
   * @param signed whether there are signatures
   */
  record JarContents(List<String> coordinates, int apiCopies, int versioned, boolean signed) {

    JarContents {
      coordinates = List.copyOf(coordinates);
    }
  }
}
