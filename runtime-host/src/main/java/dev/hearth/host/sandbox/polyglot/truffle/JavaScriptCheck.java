package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/** Reads the files of one program, but not those of its packages. Used by one thread. */
final class JavaScriptCheck implements AutoCloseable {

  private final GuestProgram program;
  private final Context context;

  JavaScriptCheck(Engine engine, GuestProgram program) {
    this.program = program;
    this.context =
        Contexts.javaScript(
            engine, new JavaScriptFiles(), new GuestStream("stdout"), new GuestStream("stderr"));
  }

  void run() throws GuestFailure {
    for (String file : files()) {
      try {
        context.parse(JavaScriptTexts.toCheck(program, file));
      } catch (PolyglotException e) {
        throw Failures.of(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(program.root())) {
      return all.filter(Files::isRegularFile)
          .map(file -> program.root().relativize(file).toString())
          .filter(file -> !file.startsWith("node_modules/") && !file.contains("/node_modules/"))
          .filter(file -> GuestLanguage.JAVASCRIPT.endings().stream().anyMatch(file::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close(true);
  }
}
