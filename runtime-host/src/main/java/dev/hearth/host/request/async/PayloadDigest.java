package dev.hearth.host.request.async;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a repetition of a call must have in common with the first: SHA-256 of it. Stateless. */
final class PayloadDigest {

  private PayloadDigest() {}

  /**
   * A digest of method, address, query, content type and body.
   *
   * @param address the whole path, with the version or alias that it names
   */
  static String of(String address, Input.Http input) {
    MessageDigest digest = sha256();
    add(digest, input.method());
    add(digest, address);
    add(digest, input.query());
    add(digest, contentType(input));
    digest.update(input.body().array());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String contentType(Input.Http input) {
    return input.headers().stream()
        .filter(field -> field.name().equalsIgnoreCase("content-type"))
        .map(HeaderField::value)
        .findFirst()
        .orElse("");
  }

  /** With its length before it, so that no two requests run together into the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
