package dev.hearth.host.admin.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/**
 * What parts the parts of a multipart body (RFC 2046, section 5.1.1). Immutable.
 *
 * @param text 1 to 70 of the characters that a boundary may have
 */
public record Boundary(String text) {

  private static final Pattern VALID =
      Pattern.compile("[0-9A-Za-z'()+_,\\-./:=? ]{0,69}[0-9A-Za-z'()+_,\\-./:=?]");

  /** A boundary; {@link #of} is for those that come from outside. */
  public Boundary {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException("no boundary: " + text);
    }
  }

  /**
   * The boundary of a form.
   *
   * @param contentType the request's {@code Content-Type}
   * @throws MultipartException when it is not that of a form, or its boundary cannot be one
   */
  public static Boundary of(String contentType) throws MultipartException {
    FieldValue value = FieldValue.parse(contentType);
    if (!value.value().equals("multipart/form-data")) {
      throw new MultipartException(
          "its Content-Type is " + value.value() + ", and not multipart/form-data");
    }
    String text = value.parameters().getOrDefault("boundary", "");
    if (!VALID.matcher(text).matches()) {
      throw new MultipartException(
          text.isEmpty()
              ? "its Content-Type names no boundary"
              : "\"" + text + "\" cannot be a boundary (RFC 2046, section 5.1.1)");
    }
    return new Boundary(text);
  }

  /** What stands between the content of a part and the rest of the boundary's line. */
  byte[] delimiter() {
    return ("\r\n--" + text).getBytes(US_ASCII);
  }
}
