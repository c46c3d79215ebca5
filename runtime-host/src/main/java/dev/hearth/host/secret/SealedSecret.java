package dev.hearth.host.secret;

import java.time.Instant;

/**
 * A secret as it is kept.
 *
 * @param keyId which key it is sealed with, see {@link MasterKey#id}
 * @param sealed what {@link MasterKey#seal} gave
 * @param createdAt when there first was a secret of this name
 * @param changedAt when it got this value
 */
public record SealedSecret(
    String name, String keyId, String sealed, Instant createdAt, Instant changedAt) {}
