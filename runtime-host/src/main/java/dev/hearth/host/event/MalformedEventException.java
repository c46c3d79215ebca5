package dev.hearth.host.event;

import java.util.OptionalInt;

/** What came is no event; the message tells the sender what is wrong and how to mend it. */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int ALONE = -1;

  private final Kind kind;
  private final int index;
  private final String detail;

  private MalformedEventException(Kind kind, int index, String detail) {
    super(detail);
    this.kind = kind;
    this.index = index;
    this.detail = detail;
  }

  /** In what way it is none. */
  public enum Kind {
    /** It is in no form that is known here. */
    UNSUPPORTED,
    /** It is in a known form, but wrong. */
    MALFORMED,
    /** There are too many at once. */
    TOO_MANY
  }

  static MalformedEventException of(Kind kind, String detail) {
    return new MalformedEventException(kind, ALONE, detail);
  }

  static MalformedEventException malformed(String detail) {
    return of(Kind.MALFORMED, detail);
  }

  /** The same, of one event in a batch; counted from 0. */
  MalformedEventException at(int position) {
    return new MalformedEventException(kind, position, detail);
  }

  /** In what way it is no event. */
  public Kind kind() {
    return kind;
  }

  /** Which event of the batch it is, counted from 0; empty if it is about no single one. */
  public OptionalInt index() {
    return index == ALONE ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
