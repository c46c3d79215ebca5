package dev.hearth.host.access;

import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.Digest;
import java.time.Instant;
import java.util.Set;

/**
 * A key as it is kept: without its secret in the clear.
 *
 * @param id the public half, behind {@code hk_}
 * @param secretHash SHA-256 of the secret half; the secret has 256 random bits, so no salt or
 *     stretching is needed
 * @param scopes what it may do: {@code admin}, {@code deploy}, {@code read}, {@code publish},
 *     {@code invoke:{function}} or {@code invoke:*}
 * @param label what its owner calls it; may be empty
 * @param createdAt when it was made
 * @param rate how often functions may be called, and events be published, with it
 * @param sealedSecret the secret half as {@link KeySealing} sealed it, for requests that are
 *     signed; empty for a key that cannot sign
 */
public record StoredKey(
    String id,
    Digest secretHash,
    Set<String> scopes,
    String label,
    Instant createdAt,
    Rate rate,
    String sealedSecret) {

  public StoredKey {
    scopes = Set.copyOf(scopes);
  }

  /** A key that cannot sign. */
  public StoredKey(
      String id,
      Digest secretHash,
      Set<String> scopes,
      String label,
      Instant createdAt,
      Rate rate) {
    this(id, secretHash, scopes, label, createdAt, rate, "");
  }

  /** Whether requests may be signed with it. */
  public boolean signs() {
    return !sealedSecret.isEmpty();
  }
}
