package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;

/** What all JavaScript contexts share: code that was parsed once, and what was compiled of it. */
final class JavaScriptEngine implements GuestEngine {

  private static final String LANGUAGE = "js";

  private final Engine engine;
  private final Source runtime;

  private JavaScriptEngine(Engine engine, Source runtime) {
    this.engine = engine;
    this.runtime = runtime;
  }

  /** Opens it, and runs a first context so that no function has to wait for the classes of it. */
  static JavaScriptEngine open() {
    JavaScriptEngine opened =
        new JavaScriptEngine(
            Engines.of(LANGUAGE), SourceText.ours("javascript.js", LANGUAGE));
    opened.guest().close();
    return opened;
  }

  @Override
  public String implementation() {
    return engine.getImplementationName();
  }

  @Override
  public Guest guest() {
    return new JavaScriptGuest(engine, runtime);
  }

  @Override
  public void check(GuestProgram program) throws GuestFailure {
    try (JavaScriptCheck check = new JavaScriptCheck(engine, program)) {
      check.run();
    }
  }

  @Override
  public void close() {
    engine.close(true);
  }

  /** Texts of the host's own. */
  private static final class SourceText {

    static Source ours(String name, String language) {
      try (InputStream in = JavaScriptEngine.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is missing in the host");
        }
        String text = new String(in.readAllBytes(), UTF_8);
        return Source.newBuilder(language, text, SourceNames.OURS + name).build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
