package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.graalvm.polyglot.Source;

/** The texts of a program as the language takes them. Stateless. */
final class JavaScriptTexts {

  /** What Node.js puts around CommonJS files; on their first line, so that places stay right. */
  private static final String BEFORE =
      "(function (exports, require, module, __filename, __dirname) {";

  private JavaScriptTexts() {}

  static String read(GuestProgram program, String file) {
    try {
      return Files.readString(program.root().resolve(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read as UTF-8", e);
    }
  }

  /** A function that runs a CommonJS file. */
  static Source commonJs(GuestProgram program, String file) {
    String text = read(program, file).replaceFirst("^#!.*", "");
    return Source.newBuilder("js", BEFORE + text + "\n})", GuestFiles.HOME + "/" + file)
        .cached(true)
        .buildLiteral();
  }

  /** The file in its own format, to be read without being run. */
  static Source toCheck(GuestProgram program, String file) throws IOException {
    return program.modules().format(file) == Format.COMMONJS
        ? commonJs(program, file)
        : Source.newBuilder("js", read(program, file), GuestFiles.HOME + "/" + file)
            .mimeType("application/javascript+module")
            .cached(false)
            .build();
  }
}
