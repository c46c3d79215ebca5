package dev.hearth.host.access;

/**
 * A key that has just been made, the only time its secret can be seen.
 *
 * @param token the whole key, {@code hk_<id>.<secret>}
 */
public record NewKey(StoredKey stored, String token) {}
