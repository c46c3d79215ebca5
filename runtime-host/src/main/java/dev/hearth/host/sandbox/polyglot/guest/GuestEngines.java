package dev.hearth.host.sandbox.polyglot.guest;

/** Opens the engines; found by its name in the languages' module layer. */
@FunctionalInterface
public interface GuestEngines {

  /** Opens the engine of one language, which takes a second or more. */
  GuestEngine open(GuestLanguage language);
}
