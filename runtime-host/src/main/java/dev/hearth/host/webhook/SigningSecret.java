package dev.hearth.host.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a sender signs with. A line end at its end is not part of it: it comes from files and from
 * {@code echo}. Immutable; shows itself to nobody who does not ask.
 */
public final class SigningSecret {

  private final byte[] bytes;

  private SigningSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The secret that was set with these bytes. */
  public static SigningSecret of(byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
      if (end > 0 && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return new SigningSecret(Arrays.copyOf(bytes, end));
  }

  /** The bytes themselves, only to be read. */
  byte[] bytes() {
    return bytes;
  }

  /** The bytes as text. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
