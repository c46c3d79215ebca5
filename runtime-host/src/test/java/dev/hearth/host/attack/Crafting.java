package dev.hearth.host.attack;

import dev.hearth.host.fixture.FunctionJar;
import java.util.Map;

/** Makes the upload of what was compiled. */
@FunctionalInterface
interface Crafting {

  /**
   * The bytes to upload.
   *
   * @param entries of an honest JAR, by name
   */
  byte[] upload(Map<String, byte[]> entries);

  /** An honest JAR. */
  static Crafting none() {
    return entries -> {
      FunctionJar jar = FunctionJar.empty();
      entries.forEach(jar::entry);
      return jar.bytes();
    };
  }
}
