package dev.hearth.host.deployment;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.deployment.ManifestNode.Kind;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code env}: names and texts. Used by one thread, for one manifest. */
final class EnvReader {

  /** Names and values together. */
  private static final ByteSize LARGEST = ByteSize.kibibytes(64);

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final ManifestSection root;
  private final Map<String, String> env = new HashMap<>();

  private EnvReader(ManifestSection root) {
    this.root = root;
  }

  /** The variables; numbers and truths become the text that was written. */
  static Map<String, String> read(ManifestSection root) {
    EnvReader reader = new EnvReader(root);
    root.open("env", "names and texts as in \"env: {GREETING: hello}\"")
        .entries()
        .forEach(reader::add);
    reader.limitSize();
    return reader.env;
  }

  private void add(String name, ManifestNode value) {
    String key = "env." + name;
    if (!NAME.matcher(name).matches()) {
      root.problem(
          key, "wants a name of letters, digits and underscores that does not start with a digit");
      return;
    }
    if (value instanceof Scalar(var text, var kind) && kind != Kind.NOTHING) {
      if (isPassable(text)) {
        env.put(name, text);
      } else {
        root.problem(key, "holds a NUL or half a character, which no environment can carry");
      }
      return;
    }
    root.problem(key, "wants a text; for none at all write \"\"");
  }

  private static boolean isPassable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private void limitSize() {
    long size =
        env.entrySet().stream().mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue())).sum();
    if (size > LARGEST.bytes()) {
      root.problem("env", "has " + size + " bytes of names and values: at most " + LARGEST);
    }
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
