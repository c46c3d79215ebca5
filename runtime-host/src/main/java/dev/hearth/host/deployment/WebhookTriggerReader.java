package dev.hearth.host.deployment;

import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.Optional;

/** Reads a webhook. Stateless. */
final class WebhookTriggerReader {

  private WebhookTriggerReader() {}

  /** The trigger; empty when it cannot be read, which is a problem then. */
  static Optional<TriggerSpec> read(ManifestSection section) {
    section.problem("", "is not available in this release of Hearth; remove it");
    return Optional.empty();
  }
}
