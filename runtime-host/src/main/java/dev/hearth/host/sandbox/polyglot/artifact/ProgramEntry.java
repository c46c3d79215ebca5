package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;

/**
 * Where a program begins.
 *
 * @param main the file, by its path below the root
 * @param export the name of the handler in it; empty for the usual ones
 */
record ProgramEntry(GuestLanguage language, String main, String export) {

  private static final String BETWEEN = "::";

  /** As the registry keeps it. */
  EntryPoint toEntryPoint() {
    return new EntryPoint(export.isEmpty() ? main : main + BETWEEN + export, style());
  }

  private HandlerStyle style() {
    return switch (language) {
      case JAVASCRIPT -> HandlerStyle.JAVASCRIPT;
      case PYTHON -> HandlerStyle.PYTHON;
      case WASM -> HandlerStyle.WASM;
    };
  }

  /**
   * What the registry has kept.
   *
   * @throws IllegalArgumentException when it is of another sandbox
   */
  static ProgramEntry of(EntryPoint kept) {
    int end = kept.target().indexOf(BETWEEN);
    String main = end < 0 ? kept.target() : kept.target().substring(0, end);
    String export = end < 0 ? "" : kept.target().substring(end + BETWEEN.length());
    GuestLanguage language =
        switch (kept.style()) {
          case JAVASCRIPT -> GuestLanguage.JAVASCRIPT;
          case PYTHON -> GuestLanguage.PYTHON;
          case WASM -> GuestLanguage.WASM;
          default -> throw new IllegalArgumentException(kept + " is no program");
        };
    return new ProgramEntry(language, main, export);
  }
}
