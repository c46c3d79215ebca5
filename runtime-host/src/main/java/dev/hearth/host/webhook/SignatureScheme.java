package dev.hearth.host.webhook;

import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.Optional;
import java.util.Set;

/** One way of signing deliveries. Stateless; any thread may use it. */
public sealed interface SignatureScheme permits StandardWebhooks, GitHub, Stripe, Slack, PlainHmac {

  /** The way that a manifest names. */
  static SignatureScheme of(TriggerSpec.Webhook webhook) {
    return switch (webhook.verify()) {
      case STANDARD -> new StandardWebhooks();
      case GITHUB -> new GitHub();
      case STRIPE -> new Stripe();
      case SLACK -> new Slack();
      case HMAC -> new PlainHmac(webhook.header());
    };
  }

  /** The field that the signature is expected in, as its sender writes it. */
  String signatureField();

  /**
   * All fields with signatures, in lower case: whoever has a delivery with them could send it again
   * in the sender's name, so nobody else needs to see them.
   */
  Set<String> signatureFields();

  /**
   * Sees to it that the delivery was signed with the secret, shortly before or after now where the
   * way of signing tells when.
   *
   * @throws UnverifiedException when it was not, or the secret is none for this way
   */
  Verified verify(Delivery delivery, SigningSecret secret, Freshness freshness)
      throws UnverifiedException;

  /**
   * What a sender wants to hear at once when it tries whether the address is right; empty for
   * deliveries proper. Only for deliveries that have been verified.
   */
  default Optional<String> challenge(Delivery delivery) {
    return Optional.empty();
  }
}
