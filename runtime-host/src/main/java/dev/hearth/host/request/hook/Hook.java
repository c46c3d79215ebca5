package dev.hearth.host.request.hook;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.webhook.SignatureScheme;
import java.util.Optional;

/**
 * A webhook as the active version of its function declares it now.
 *
 * @param scheme how its deliveries are signed
 */
record Hook(DeployedFunction function, TriggerSpec.Webhook webhook, SignatureScheme scheme) {

  /** The webhook of this name; empty if the active version has none. */
  static Optional<Hook> named(String name, DeployedFunction function) {
    return function.active().spec().background().triggers().stream()
        .filter(TriggerSpec.Webhook.class::isInstance)
        .map(TriggerSpec.Webhook.class::cast)
        .filter(webhook -> webhook.name().equals(name))
        .findFirst()
        .map(webhook -> new Hook(function, webhook, SignatureScheme.of(webhook)));
  }

  /** {@code function/name}, as tasks refer to it. */
  String reference() {
    return function.name() + "/" + webhook.name();
  }

  /** For messages. */
  String described() {
    return "the webhook " + webhook.name() + " of " + function.name();
  }
}
