package dev.hearth.host.secret;

import dev.hearth.host.access.KeySealing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Seals the secrets of access keys with the key of the secrets. Any thread may use it. */
public final class SealedKeys implements KeySealing {

  private static final Logger LOG = System.getLogger(SealedKeys.class.getName());

  private final SecretVault vault;

  /** With the key of {@code vault}. */
  public SealedKeys(SecretVault vault) {
    this.vault = vault;
  }

  @Override
  public String seal(String id, byte[] secret) {
    try {
      return vault.seal(purpose(id), secret);
    } catch (SecretsLockedException locked) {
      LOG.log(
          Level.WARNING,
          "requests cannot be signed with the new key hk_" + id + ": " + locked.getMessage());
      return "";
    }
  }

  @Override
  public Optional<byte[]> open(String id, String sealed) {
    return vault.unseal(purpose(id), sealed);
  }

  private static String purpose(String id) {
    return "access key hk_" + id;
  }
}
