package dev.hearth.host.invocation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that nobody changes. {@link #wrap} takes an array without copying it and {@link #array}
 * gives it out: both sides promise not to write to it.
 */
public final class Payload {

  private static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** No bytes. */
  public static Payload empty() {
    return EMPTY;
  }

  /** The given bytes, not copied: the caller gives them away. */
  public static Payload wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes);
  }

  /** The UTF-8 form of {@code text}. */
  public static Payload utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The bytes themselves, only to be read. Never handed to a function: it could write to them. */
  public byte[] array() {
    return bytes;
  }

  /** A copy, for a function to keep. */
  public byte[] copy() {
    return bytes.clone();
  }

  /** The bytes as a stream. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
