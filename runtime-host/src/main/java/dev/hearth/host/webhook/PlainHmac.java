package dev.hearth.host.webhook;

import java.util.Locale;
import java.util.Set;

/**
 * The HMAC-SHA256 of the body in a field of its own, as most who have no name here sign: in
 * hexadecimal or Base64, with or without {@code sha256=} before it.
 *
 * @param field empty for {@code X-Signature}
 */
record PlainHmac(String field) implements SignatureScheme {

  private static final String ALGORITHM = "sha256=";

  PlainHmac {
    field = field.isEmpty() ? "X-Signature" : field;
  }

  @Override
  public String signatureField() {
    return field;
  }

  @Override
  public Set<String> signatureFields() {
    return Set.of(field.toLowerCase(Locale.ROOT));
  }

  @Override
  public Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException {
    String given = delivery.required(field);
    String text = given.startsWith(ALGORITHM) ? given.substring(ALGORITHM.length()) : given;
    HmacSha256 right = HmacSha256.of(secret.bytes(), "", delivery.body());
    if (!(right.isHex(text) | right.isUpperCaseHex(text) | right.isBase64(text))) {
      throw UnverifiedException.ofDelivery(
          "the field "
              + field
              + " is not the HMAC-SHA256 of this body with the secret of this webhook, in"
              + " hexadecimal or Base64");
    }
    return Verified.UNNAMED;
  }
}
