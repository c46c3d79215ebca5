package dev.hearth.host.admin.multipart;

/**
 * What stands behind the boundary in its line, byte by byte: two hyphens behind the last part, then
 * spaces that mean nothing, then CR LF. Owned by the reader.
 */
final class BoundaryLine {

  private enum Step {
    BOUNDARY,
    HYPHEN,
    PADDING,
    RETURN,
    LAST_PADDING,
    LAST_RETURN,
    PART_FOLLOWS,
    NOTHING_FOLLOWS
  }

  private Step step = Step.BOUNDARY;

  /** Whether the line is complete and a part follows it. */
  boolean partFollows() {
    return step == Step.PART_FOLLOWS;
  }

  /** Whether the line is complete and no part follows it. */
  boolean nothingFollows() {
    return step == Step.NOTHING_FOLLOWS;
  }

  /** Whether the body may end here: what ends the last line may be left out. */
  boolean mayBeAll() {
    return step == Step.LAST_PADDING || step == Step.NOTHING_FOLLOWS;
  }

  /** Reads the next byte of a line that is not complete. */
  void read(byte b) throws MultipartException {
    step =
        switch (step) {
          case BOUNDARY -> b == '-' ? Step.HYPHEN : padding(b, Step.PADDING, Step.RETURN);
          case HYPHEN -> expected(b, '-', Step.LAST_PADDING);
          case PADDING -> padding(b, Step.PADDING, Step.RETURN);
          case RETURN -> expected(b, '\n', Step.PART_FOLLOWS);
          case LAST_PADDING -> padding(b, Step.LAST_PADDING, Step.LAST_RETURN);
          case LAST_RETURN -> expected(b, '\n', Step.NOTHING_FOLLOWS);
          case PART_FOLLOWS, NOTHING_FOLLOWS -> throw wrong();
        };
  }

  private static Step padding(byte b, Step more, Step end) throws MultipartException {
    return b == ' ' || b == '\t' ? more : expected(b, '\r', end);
  }

  private static Step expected(byte b, char wanted, Step next) throws MultipartException {
    if (b != wanted) {
      throw wrong();
    }
    return next;
  }

  private static MultipartException wrong() {
    return new MultipartException(
        "a line begins with the boundary and does not end behind it, or not with CR LF");
  }
}
