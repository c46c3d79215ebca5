package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
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
            Contexts.engine(LANGUAGE), HostTexts.runtime("javascript.js", LANGUAGE));
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
    Contexts.close(engine);
  }
}
