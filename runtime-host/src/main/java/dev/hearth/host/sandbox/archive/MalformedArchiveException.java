package dev.hearth.host.sandbox.archive;

/** An archive or an entry of it is broken or not acceptable; the message is for its sender. */
public final class MalformedArchiveException extends Exception {

  private static final long serialVersionUID = 1L;

  /** {@code what} says what is wrong and how to mend it, without a full stop. */
  public MalformedArchiveException(String what) {
    super(what, null, false, false);
  }

  /** What is wrong and how to mend it. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
