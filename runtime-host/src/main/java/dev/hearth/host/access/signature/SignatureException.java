package dev.hearth.host.access.signature;

/** A signature is not accepted. */
public final class SignatureException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong with it; the names are those of AWS's errors. */
  public enum Kind {
    /** It lacks something, or cannot be read. */
    INCOMPLETE,
    /** It is another one than the key gives, or out of date, or for something else. */
    INVALID
  }

  SignatureException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong, in words for whoever signed. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
