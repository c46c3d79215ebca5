package dev.hearth.host.webhook;

/**
 * A delivery cannot be taken for what it says it is. The message is for its sender: it names fields
 * and rules, never what would have been right.
 */
public final class UnverifiedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean blamesSecret;

  private UnverifiedException(String message, boolean blamesSecret) {
    super(message);
    this.blamesSecret = blamesSecret;
  }

  static UnverifiedException ofDelivery(String message) {
    return new UnverifiedException(message, false);
  }

  static UnverifiedException ofSecret(String message) {
    return new UnverifiedException(message, true);
  }

  /** Whether nothing could ever be verified, for the secret is none of this way of signing. */
  public boolean blamesSecret() {
    return blamesSecret;
  }

  /** What is wrong. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
