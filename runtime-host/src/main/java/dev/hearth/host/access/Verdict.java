package dev.hearth.host.access;

/** What comes of showing a key. */
public enum Verdict {
  ALLOWED,
  NO_KEY,
  WRONG_KEY,
  NOT_IN_SCOPE
}
