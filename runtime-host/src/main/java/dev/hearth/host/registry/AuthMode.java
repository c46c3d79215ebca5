package dev.hearth.host.registry;

/** Who may call a function over HTTP. */
public enum AuthMode {
  /** The holder of a key with the scope {@code invoke:{function}} or {@code admin}. */
  KEY,
  /** Everybody. */
  PUBLIC
}
