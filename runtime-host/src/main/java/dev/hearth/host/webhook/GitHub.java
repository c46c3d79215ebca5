package dev.hearth.host.webhook;

import java.util.Optional;
import java.util.Set;

/**
 * How <a
 * href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>
 * signs, and those who took it over. Neither a moment nor the id of the delivery is signed.
 */
record GitHub() implements SignatureScheme {

  private static final String SIGNATURE = "X-Hub-Signature-256";
  private static final String ID = "X-GitHub-Delivery";
  private static final String ALGORITHM = "sha256=";

  @Override
  public String signatureField() {
    return SIGNATURE;
  }

  @Override
  public Set<String> signatureFields() {
    return Set.of("x-hub-signature-256", "x-hub-signature");
  }

  @Override
  public Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException {
    String given = delivery.required(SIGNATURE);
    HmacSha256 right = HmacSha256.of(secret.bytes(), "", delivery.body());
    if (!given.startsWith(ALGORITHM) || !right.isHex(given.substring(ALGORITHM.length()))) {
      throw UnverifiedException.ofDelivery(
          "the field "
              + SIGNATURE
              + " is not sha256= and the HMAC-SHA256 of this body with the secret of this webhook,"
              + " in hexadecimal");
    }
    Optional<String> id = delivery.optional(ID).filter(text -> !text.isEmpty());
    return id.isPresent() ? Verified.named(id.get(), ID) : Verified.UNNAMED;
  }
}
