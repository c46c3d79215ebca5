package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngines;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;

/** Opens engines; made by its name, {@code sandbox.polyglot.layer} knows it. */
public final class LanguageEngines implements GuestEngines {

  /** For the layer. */
  public LanguageEngines() {}

  @Override
  public GuestEngine open(GuestLanguage language) {
    return switch (language) {
      case JAVASCRIPT -> JavaScriptEngine.open();
      case WASM -> WasmEngine.open();
      case PYTHON -> PythonEngine.open();
    };
  }
}
