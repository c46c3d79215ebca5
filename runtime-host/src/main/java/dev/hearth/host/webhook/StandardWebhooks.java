package dev.hearth.host.webhook;

import dev.hearth.host.invocation.Payload;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks 1.0.0</a>, with both kinds of signatures. Senders that came before the standard write
 * {@code svix-} instead of {@code webhook-}.
 */
record StandardWebhooks() implements SignatureScheme {

  private static final String PREFIX = "webhook-";
  private static final String OLD_PREFIX = "svix-";
  private static final String PUBLIC_KEY = "whpk_";
  private static final String PRIVATE_KEY = "whsk_";
  private static final String SHARED_KEY = "whsec_";

  /** Enough for a sender that changes its key; each takes time to look at. */
  private static final int MOST_SIGNATURES = 10;

  @Override
  public String signatureField() {
    return "webhook-signature";
  }

  @Override
  public Set<String> signatureFields() {
    return Set.of("webhook-signature", "svix-signature");
  }

  @Override
  public Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException {
    boolean isOld = !delivery.has(PREFIX + "id") && delivery.has(OLD_PREFIX + "id");
    String prefix = isOld ? OLD_PREFIX : PREFIX;
    String id = delivery.required(prefix + "id");
    String moment = delivery.required(prefix + "timestamp");
    String signatures = delivery.required(prefix + "signature");
    if (id.isEmpty() || id.indexOf('.') >= 0) {
      throw UnverifiedException.ofDelivery(
          "the field " + prefix + "id wants an id without full stops, which the signature needs");
    }
    freshness.check(prefix + "timestamp", moment);
    if (!anyMatches(signatures, matching(secret, id + "." + moment + ".", delivery.body()))) {
      throw UnverifiedException.ofDelivery(
          "no signature in the field "
              + prefix
              + "signature is right for this id, moment and body and the secret of this webhook");
    }
    return Verified.named(id, prefix + "id");
  }

  /** Whether one signature of the list is right. */
  @FunctionalInterface
  private interface Matching {
    boolean matches(String signature) throws UnverifiedException;
  }

  private static Matching matching(SigningSecret secret, String head, Payload body)
      throws UnverifiedException {
    String text = secret.text();
    if (text.startsWith(PUBLIC_KEY)) {
      Ed25519 key = Ed25519.of(text.substring(PUBLIC_KEY.length()));
      return signature ->
          signature.startsWith("v1a,") && key.verifies(head, body, signature.substring(4));
    }
    HmacSha256 right = HmacSha256.of(sharedKey(text), head, body);
    return signature -> signature.startsWith("v1,") && right.isBase64(signature.substring(3));
  }

  private static byte[] sharedKey(String text) throws UnverifiedException {
    if (text.startsWith(PRIVATE_KEY)) {
      throw UnverifiedException.ofSecret(
          "the secret of this webhook is the private key of its sender: it wants the public one,"
              + " whpk_, or a shared one, whsec_");
    }
    try {
      return Base64.getDecoder()
          .decode(text.startsWith(SHARED_KEY) ? text.substring(SHARED_KEY.length()) : text);
    } catch (IllegalArgumentException notBase64) {
      throw UnverifiedException.ofSecret(
          "the secret of this webhook wants Base64 behind whsec_, as its sender shows it");
    }
  }

  private static boolean anyMatches(String signatures, Matching right) throws UnverifiedException {
    List<String> list = List.of(signatures.split(" ", -1));
    if (list.size() > MOST_SIGNATURES) {
      throw UnverifiedException.ofDelivery(
          "more than " + MOST_SIGNATURES + " signatures are more than anybody needs");
    }
    boolean any = false;
    for (String signature : list) {
      any |= right.matches(signature);
    }
    return any;
  }
}
