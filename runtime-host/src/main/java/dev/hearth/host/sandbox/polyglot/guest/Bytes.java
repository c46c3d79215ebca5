package dev.hearth.host.sandbox.polyglot.guest;

/** Bytes that nobody changes: both sides promise not to write to the array. */
public final class Bytes {

  private static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** No bytes. */
  public static Bytes none() {
    return NONE;
  }

  /** These, not copied: the caller gives them away. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array);
  }

  /** The bytes themselves, only to be read. */
  public byte[] array() {
    return array;
  }
}
