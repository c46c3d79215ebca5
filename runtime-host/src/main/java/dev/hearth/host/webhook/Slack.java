package dev.hearth.host.webhook;

import java.util.Optional;
import java.util.Set;

/**
 * How <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack</a>
 * signs. When its address is entered, Slack sends a challenge and wants it back at once.
 */
record Slack() implements SignatureScheme {

  private static final String SIGNATURE = "X-Slack-Signature";
  private static final String MOMENT = "X-Slack-Request-Timestamp";
  private static final String VERSION = "v0=";

  @Override
  public String signatureField() {
    return SIGNATURE;
  }

  @Override
  public Set<String> signatureFields() {
    return Set.of("x-slack-signature");
  }

  @Override
  public Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException {
    String given = delivery.required(SIGNATURE);
    String moment = delivery.required(MOMENT);
    freshness.check(MOMENT, moment);
    HmacSha256 right = HmacSha256.of(secret.bytes(), "v0:" + moment + ":", delivery.body());
    if (!given.startsWith(VERSION) || !right.isHex(given.substring(VERSION.length()))) {
      throw UnverifiedException.ofDelivery(
          "the field "
              + SIGNATURE
              + " is not v0= and the HMAC-SHA256 of this moment and body with the secret of this"
              + " webhook, in hexadecimal");
    }
    // Events have an id that stays when they are sent again; commands and the like have none.
    Optional<String> event = TopLevelText.of(delivery.body(), Set.of("event_id")).get("event_id");
    return event.map(id -> new Verified(id, false)).orElseGet(() -> new Verified(given, true));
  }

  @Override
  public Optional<String> challenge(Delivery delivery) {
    TopLevelText body = TopLevelText.of(delivery.body(), Set.of("type", "challenge"));
    return body.get("type").filter("url_verification"::equals).flatMap(_ -> body.get("challenge"));
  }
}
