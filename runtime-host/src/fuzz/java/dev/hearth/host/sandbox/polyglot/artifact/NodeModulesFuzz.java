package dev.hearth.host.sandbox.polyglot.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Any {@code package.json} and any name: an answer that is a text, or none; and any source text. */
public final class NodeModulesFuzz {

  private NodeModulesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    PackageJson described = PackageJson.parse(data);
    String text = new String(data, ISO_8859_1);
    for (String name : List.of(".", "./a", "#a", text)) {
      described.exported(name, true);
      described.exported(name, false);
      described.internal(name, true);
    }
    described.main();
    described.format();
    ModuleSyntax.isModule(new String(data, UTF_8));
  }
}
