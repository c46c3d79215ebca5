package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What a {@code package.json} says of the files beside it. One that is missing, larger than a
 * mebibyte or cannot be read says nothing.
 */
final class PackageJson {

  /** The name of the file. */
  static final String NAME = "package.json";

  private static final long MOST_BYTES = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Functions have no built-in modules of Node.js: what is for browsers and workers suits them. */
  private static final Set<String> ALWAYS = Set.of("default", "worker", "browser");

  private final JsonNode content;

  private PackageJson(JsonNode content) {
    this.content = content;
  }

  static PackageJson read(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        return parse(Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      // It says nothing then.
    }
    return new PackageJson(MissingNode.getInstance());
  }

  static PackageJson parse(byte[] text) {
    try {
      return new PackageJson(JSON.readTree(text));
    } catch (JacksonException noJson) {
      return new PackageJson(MissingNode.getInstance());
    }
  }

  /** The file that stands for the package. */
  Optional<String> main() {
    return text(content.path("main"));
  }

  /** Which version of the package it is. */
  Optional<String> version() {
    return text(content.path("version"));
  }

  /** How {@code .js} files are to be read, if it says so. */
  Optional<Format> format() {
    return text(content.path("type"))
        .map(type -> type.equals("module") ? Format.MODULE : Format.COMMONJS);
  }

  boolean hasExports() {
    return !content.path("exports").isMissingNode() && !content.path("exports").isNull();
  }

  /** The file that the package exports under a name such as {@code .} or {@code ./sub}. */
  Optional<String> exported(String name, boolean importing) {
    JsonNode exports = content.path("exports");
    boolean byName =
        exports.isObject() && exports.propertyNames().stream().allMatch(key -> key.startsWith("."));
    if (!byName) {
      return name.equals(".") ? target(exports, "", importing) : Optional.empty();
    }
    return matching(exports, name, importing);
  }

  /** What a name with a {@code #} before it stands for. */
  Optional<String> internal(String name, boolean importing) {
    return matching(content.path("imports"), name, importing);
  }

  private static Optional<String> matching(JsonNode names, String name, boolean importing) {
    if (names.has(name)) {
      return target(names.path(name), "", importing);
    }
    String best = "";
    for (String pattern : names.propertyNames()) {
      int star = pattern.indexOf('*');
      if (star >= 0
          && name.startsWith(pattern.substring(0, star))
          && name.endsWith(pattern.substring(star + 1))
          && name.length() >= pattern.length() - 1
          && star > best.indexOf('*')) {
        best = pattern;
      }
    }
    if (best.isEmpty()) {
      return Optional.empty();
    }
    int star = best.indexOf('*');
    String middle = name.substring(star, name.length() - (best.length() - star - 1));
    return target(names.path(best), middle, importing);
  }

  /** Takes the first condition that holds, in the order in which they are written. */
  private static Optional<String> target(JsonNode node, String middle, boolean importing) {
    if (node.isString()) {
      return Optional.of(node.asString().replace("*", middle));
    }
    if (node.isArray()) {
      for (JsonNode one : node) {
        Optional<String> found = target(one, middle, importing);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (Map.Entry<String, JsonNode> condition : node.properties()) {
      if (holds(condition.getKey(), importing)) {
        Optional<String> found = target(condition.getValue(), middle, importing);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(String condition, boolean importing) {
    return ALWAYS.contains(condition) || condition.equals(importing ? "import" : "require");
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }
}
