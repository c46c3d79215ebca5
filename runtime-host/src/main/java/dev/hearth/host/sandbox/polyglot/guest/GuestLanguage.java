package dev.hearth.host.sandbox.polyglot.guest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that functions may be written in. */
public enum GuestLanguage {
  JAVASCRIPT("JavaScript", ".mjs .js .cjs"),
  PYTHON("Python", ".py"),
  WASM("WebAssembly", ".wasm");

  private final String title;
  private final String endings;

  GuestLanguage(String title, String endings) {
    this.title = title;
    this.endings = endings;
  }

  /** As people write it. */
  public String title() {
    return title;
  }

  /** How the names of its files end, the one that comes first in a search first. */
  public List<String> endings() {
    return List.of(endings.split(" "));
  }

  /** The language of a file; empty if it is none of these. */
  public static Optional<GuestLanguage> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (GuestLanguage language : values()) {
      if (language.endings().stream().anyMatch(lower::endsWith)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
