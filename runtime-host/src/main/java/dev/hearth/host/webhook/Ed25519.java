package dev.hearth.host.webhook;

import dev.hearth.host.invocation.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Verifies with one public key, <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>.
 * Immutable.
 */
final class Ed25519 {

  private static final String NAME = "Ed25519";
  private static final int KEY_BYTES = 32;

  /** What stands before the key in a SubjectPublicKeyInfo, RFC 8410. */
  private static final byte[] KEY_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;

  private Ed25519(PublicKey key) {
    this.key = key;
  }

  /** With the key that is Base64 of its 32 bytes. */
  static Ed25519 of(String base64) throws UnverifiedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == KEY_BYTES) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(KEY_HEAD);
        encoded.writeBytes(bytes);
        return new Ed25519(
            KeyFactory.getInstance(NAME)
                .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
      }
    } catch (IllegalArgumentException | InvalidKeySpecException wrong) {
      // Said below, as for a key of another length.
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + NAME, e);
    }
    throw UnverifiedException.ofSecret(
        "the secret of this webhook is no public key: behind whpk_ it wants Base64 of 32 bytes");
  }

  /** Whether {@code base64} is a signature of {@code head} and then the body. */
  boolean verifies(String head, Payload body, String base64) throws UnverifiedException {
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    // The decoder lets bits pass that mean nothing: one text only is to be right.
    return Base64.getEncoder().encodeToString(signature).equals(base64)
        && verifies(head, body, signature);
  }

  private boolean verifies(String head, Payload body, byte[] signature) throws UnverifiedException {
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(key);
      verifier.update(head.getBytes(StandardCharsets.ISO_8859_1));
      verifier.update(body.array());
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException noPoint) {
      throw UnverifiedException.ofSecret(
          "the secret of this webhook is no public key: its 32 bytes are no point of the curve");
    }
  }
}
