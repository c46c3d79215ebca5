package dev.hearth.host.sandbox.polyglot.guest;

/** Code of a guest could not be run to its end; all of it is text by now. */
public final class GuestFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** The code threw. */
    THROWN,
    /** The code cannot be read. */
    SYNTAX,
    /** It was ended from outside. */
    ENDED,
    /** There was no memory left for it. */
    MEMORY,
    /** There is no handler of that name. */
    NO_HANDLER,
    /** What it returned cannot be sent. */
    ANSWER,
    /** What it was given cannot be taken. */
    INPUT,
    /** The language itself failed. */
    LANGUAGE
  }

  private final Kind kind;
  private final String type;
  private final String what;
  private final String stack;

  /**
   * A failure.
   *
   * @param type the name of what was thrown; may be empty
   * @param what its message
   * @param stack the guest's own stack, with files and lines; may be empty
   */
  public GuestFailure(Kind kind, String type, String what, String stack) {
    super(what, null, false, false);
    this.kind = kind;
    this.type = type;
    this.what = what;
    this.stack = stack;
  }

  /** With nothing but a sentence. */
  public static GuestFailure of(Kind kind, String what) {
    return new GuestFailure(kind, "", what, "");
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** The name of what was thrown; may be empty. */
  public String type() {
    return type;
  }

  /** Its message. */
  public String what() {
    return what;
  }

  /** The guest's own stack, with files and lines; may be empty. */
  public String stack() {
    return stack;
  }
}
