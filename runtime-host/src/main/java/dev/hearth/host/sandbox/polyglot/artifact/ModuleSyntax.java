package dev.hearth.host.sandbox.polyglot.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Tells modules from CommonJS files where neither the ending nor a {@code package.json} says it: by
 * statements that only modules have. Stateless.
 */
final class ModuleSyntax {

  private static final Pattern COMMENT =
      Pattern.compile("/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/|(?m)^\\s*+//.*+$");

  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?m)(?:^|[;}])[ \\t]*+(?:export\\s*+(?:default\\b|const\\b|let\\b|var\\b|function\\b"
              + "|async\\b|class\\b|[{*])|import\\s*+(?:[\"'{*]|[\\w$]++\\s*+(?:,|from\\b)))");

  private ModuleSyntax() {}

  static Format formatOf(Path file) {
    try {
      return isModule(new String(Files.readAllBytes(file), UTF_8))
          ? Format.MODULE
          : Format.COMMONJS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isModule(String text) {
    return STATEMENT.matcher(COMMENT.matcher(text).replaceAll("")).find();
  }
}
