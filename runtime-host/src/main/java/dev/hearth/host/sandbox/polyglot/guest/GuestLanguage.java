package dev.hearth.host.sandbox.polyglot.guest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that functions may be written in. */
public enum GuestLanguage {
  JAVASCRIPT("JavaScript", List.of(".mjs", ".js", ".cjs")),
  PYTHON("Python", List.of(".py")),
  WASM("WebAssembly", List.of(".wasm"));

  private final String title;
  private final List<String> endings;

  GuestLanguage(String title, List<String> endings) {
    this.title = title;
    this.endings = endings;
  }

  /** As people write it. */
  public String title() {
    return title;
  }

  /** How the names of its files end, the one that comes first in a search first. */
  public List<String> endings() {
    return endings;
  }

  /** The language of a file; empty if it is none of these. */
  public static Optional<GuestLanguage> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (GuestLanguage language : values()) {
      if (language.endings.stream().anyMatch(lower::endsWith)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
