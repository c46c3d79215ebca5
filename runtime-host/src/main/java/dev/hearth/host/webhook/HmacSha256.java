package dev.hearth.host.webhook;

import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-SHA256 of one delivery, <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>,
 * in the forms that signatures have. Forms are compared as text, character by character, so that
 * exactly one text is right; comparing takes as long for a wrong one.
 */
final class HmacSha256 {

  private static final String NAME = "HmacSHA256";

  private final byte[] mac;

  private HmacSha256(byte[] mac) {
    this.mac = mac;
  }

  /**
   * Of {@code head} and then the body.
   *
   * @param head as it stood on the wire, where a header field has a byte for each character
   */
  static HmacSha256 of(byte[] key, String head, Payload body) throws UnverifiedException {
    if (key.length == 0) {
      throw UnverifiedException.ofSecret("the secret of this webhook is empty");
    }
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key, NAME));
      mac.update(head.getBytes(StandardCharsets.ISO_8859_1));
      return new HmacSha256(mac.doFinal(body.array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + NAME, e);
    }
  }

  boolean isHex(String text) {
    return same(HexFormat.of().formatHex(mac), text);
  }

  boolean isUpperCaseHex(String text) {
    return same(HexFormat.of().formatHex(mac).toUpperCase(Locale.ROOT), text);
  }

  boolean isBase64(String text) {
    return same(Base64.getEncoder().encodeToString(mac), text);
  }

  private static boolean same(String right, String text) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
