package dev.hearth.host.request.lambda;

/** What a key needs for an operation; one with the scope {@code admin} may do everything. */
public enum Scope {
  ADMIN("admin"),
  DEPLOY("deploy"),
  READ("read");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** As keys have it. */
  String text() {
    return text;
  }
}
