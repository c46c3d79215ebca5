package dev.hearth.host.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe</a> signs: {@code
 * t=…,v1=…}, with several {@code v1} while a secret changes. An event that is sent again has the
 * same {@code id}, but what is counted in it may have changed.
 */
record Stripe() implements SignatureScheme {

  private static final String SIGNATURE = "Stripe-Signature";
  private static final int MOST_SIGNATURES = 10;

  @Override
  public String signatureField() {
    return SIGNATURE;
  }

  @Override
  public Set<String> signatureFields() {
    return Set.of("stripe-signature");
  }

  @Override
  public Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException {
    Parts parts = Parts.of(delivery.required(SIGNATURE));
    freshness.check(SIGNATURE, parts.moment());
    HmacSha256 right = HmacSha256.of(secret.bytes(), parts.moment() + ".", delivery.body());
    boolean any = false;
    for (String signature : parts.signatures()) {
      any |= right.isHex(signature);
    }
    if (!any) {
      throw UnverifiedException.ofDelivery(
          "no v1 in the field "
              + SIGNATURE
              + " is right for this moment and body and the secret of this webhook");
    }
    Optional<String> id = TopLevelText.of(delivery.body(), Set.of("id")).get("id");
    return new Verified(id.orElse(""), false);
  }

  /** The parts of the field. */
  private record Parts(String moment, List<String> signatures) {

    static Parts of(String field) throws UnverifiedException {
      List<String> moments = new ArrayList<>();
      List<String> signatures = new ArrayList<>();
      for (String part : field.split(",", -1)) {
        if (part.startsWith("t=")) {
          moments.add(part.substring(2));
        } else if (part.startsWith("v1=")) {
          signatures.add(part.substring(3));
        }
      }
      if (moments.size() != 1 || signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
        throw UnverifiedException.ofDelivery(
            "the field "
                + SIGNATURE
                + " wants one t= and 1 to "
                + MOST_SIGNATURES
                + " v1=, with commas between them");
      }
      return new Parts(moments.getFirst(), signatures);
    }
  }
}
