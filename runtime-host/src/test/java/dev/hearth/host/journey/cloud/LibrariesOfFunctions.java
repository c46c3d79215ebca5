package dev.hearth.host.journey.cloud;

import java.nio.file.Files;
import java.nio.file.Path;

/** Libraries that functions bring; the build puts them where they are looked for. */
final class LibrariesOfFunctions {

  private static final Path DIRECTORY = Path.of("target/libraries-of-functions");

  private LibrariesOfFunctions() {}

  /** The JAR of a library, by its artifact id. */
  static Path jar(String artifact) {
    Path jar = DIRECTORY.resolve(artifact + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is not there: `mvn generate-test-resources -am -pl runtime-host` fetches it");
    }
    return jar;
  }
}
