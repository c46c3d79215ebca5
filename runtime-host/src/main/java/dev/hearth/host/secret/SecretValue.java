package dev.hearth.host.secret;

/** The value of a secret. Immutable; shows itself to nobody who does not ask for its bytes. */
public final class SecretValue {

  private final byte[] bytes;

  private SecretValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A value with a copy of these bytes. */
  public static SecretValue of(byte[] bytes) {
    return new SecretValue(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
