package dev.hearth.host.admin;

import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.secret.SecretUses;
import dev.hearth.host.secret.SecretVault;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upload is told of secrets that its manifest names and that are not set. It is deployed
 * all the same: whichever of the two comes first, and a rollback needs no secret.
 */
final class SecretWarnings {

  private final SecretVault secrets;

  SecretWarnings(SecretVault secrets) {
    this.secrets = secrets;
  }

  /** A sentence for each. */
  List<String> of(FunctionSpec spec) {
    List<String> warnings = new ArrayList<>();
    for (String name : SecretUses.of(spec)) {
      if (!secrets.has(name)) {
        warnings.add(
            "the secret "
                + name
                + " is not set: until PUT /v1/secrets/"
                + name
                + (isSigning(name, spec)
                    ? " the webhook signed with it answers 503"
                    : " Context.secret throws"));
      }
    }
    return warnings;
  }

  private static boolean isSigning(String name, FunctionSpec spec) {
    return spec.background().triggers().stream()
        .anyMatch(trigger ->
            trigger instanceof TriggerSpec.Webhook webhook && webhook.secret().equals(name));
  }
}
