package dev.hearth.host.deployment;

import dev.hearth.host.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Manifests, as strangers write them: everything wrong is a problem, nothing is thrown. */
public final class ManifestFuzz {

  private ManifestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    ManifestReader.read(List.of(new ManifestText("config", text)), new Problems());
  }
}
