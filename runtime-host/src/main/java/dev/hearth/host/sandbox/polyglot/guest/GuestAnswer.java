package dev.hearth.host.sandbox.polyglot.guest;

/**
 * What a handler has returned, as texts and bytes.
 *
 * @param form what kind of value it was
 * @param headJson for a {@link Form#RESPONSE} an object with {@code status}, {@code headers} and
 *     {@code type}, the content type where the headers name none; else empty
 * @param body the bytes to send
 */
public record GuestAnswer(Form form, String headJson, Bytes body) {

  /** What kind of value a handler has returned. */
  public enum Form {
    /** None at all. */
    NOTHING,
    TEXT,
    BYTES,
    JSON,
    /** A whole response with status and headers. */
    RESPONSE
  }
}
