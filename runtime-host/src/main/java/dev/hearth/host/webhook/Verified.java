package dev.hearth.host.webhook;

/**
 * A delivery that is right.
 *
 * @param id tells it from others of its sender, and is the same when it is sent again; empty if
 *     nothing does
 * @param sameBody whether its sender repeats the body byte by byte when it sends it again
 */
public record Verified(String id, boolean sameBody) {

  private static final int LONGEST_ID = 256;

  /** A delivery that cannot be told from another with the same body. */
  static final Verified UNNAMED = new Verified("", true);

  /** A delivery with the id that came in {@code field}; refused if that is no id. */
  static Verified named(String id, String field) throws UnverifiedException {
    if (id.length() > LONGEST_ID) {
      throw UnverifiedException.ofDelivery(
          "the field " + field + " has more than " + LONGEST_ID + " characters");
    }
    return new Verified(id, true);
  }
}
