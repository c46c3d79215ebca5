package dev.hearth.host.secret;

import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.registry.FunctionVersion;

/**
 * Gives functions the secrets that their manifests name, as they are now. Any thread may use it.
 */
public final class GrantedSecrets implements FunctionSecrets {

  private final SecretVault vault;

  /** Out of {@code vault}. */
  public GrantedSecrets(SecretVault vault) {
    this.vault = vault;
  }

  @Override
  public byte[] value(FunctionVersion version, String name) {
    if (!version.spec().background().secrets().contains(name)) {
      throw new IllegalArgumentException(
          "the manifest of "
              + version.id()
              + " does not name the secret "
              + name
              + ": `secrets: ["
              + name
              + "]` in it would give it");
    }
    try {
      return vault
          .find(name)
          .orElseThrow(() ->
              new IllegalStateException(
                  "the secret "
                      + name
                      + " is not set on this host: PUT /v1/secrets/"
                      + name
                      + " on the control API sets it"))
          .copy();
    } catch (SecretsLockedException locked) {
      throw new IllegalStateException(
          "the secret "
              + name
              + " is set, but this host cannot read it: its log says why, to its operator");
    }
  }
}
