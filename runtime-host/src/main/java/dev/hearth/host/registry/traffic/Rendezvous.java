package dev.hearth.host.registry.traffic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;

/**
 * Weighted rendezvous hashing: a key goes to the version with the best score, and the score of a
 * version depends on the key, the version and its weight alone. So the same key goes to the same
 * version while the weights stay, on every host and after every restart; and when the weight of one
 * version changes, or a version comes or goes, keys move only to it or away from it.
 *
 * <p>The score is {@code −ln(u) / weight} with {@code u} spread evenly from 0 to 1 by a hash, the
 * smallest wins: the first of independent exponential clocks with these rates, so that a version
 * gets its share of the keys. Source: J. Schindelhauer, G. Schomaker, "Weighted Distributed Hash
 * Tables", SPAA 2005 (the logarithmic method).
 */
public final class Rendezvous {

  private static final int UNIT_BITS = 53;

  private Rendezvous() {}

  /**
   * The version that a key goes to.
   *
   * @param salt keys of different salts go their own ways; the name of the function
   * @param weights not empty; version number to weight, which is positive
   */
  public static int pick(String salt, String key, SortedMap<Integer, Integer> weights) {
    int best = weights.firstKey();
    if (weights.size() == 1) {
      return best;
    }
    double least = Double.POSITIVE_INFINITY;
    for (var entry : weights.entrySet()) {
      double score = -StrictMath.log(unit(salt, key, entry.getKey())) / entry.getValue();
      if (score < least) {
        least = score;
        best = entry.getKey();
      }
    }
    return best;
  }

  /** Spread evenly between 0 and 1, neither included. */
  private static double unit(String salt, String key, int version) {
    MessageDigest hash = sha256();
    byte[] name = salt.getBytes(StandardCharsets.UTF_8);
    hash.update(ByteBuffer.allocate(8).putInt(version).putInt(name.length).flip());
    hash.update(name);
    long bits = ByteBuffer.wrap(hash.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    return ((bits >>> (Long.SIZE - UNIT_BITS)) + 0.5) / (1L << UNIT_BITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
