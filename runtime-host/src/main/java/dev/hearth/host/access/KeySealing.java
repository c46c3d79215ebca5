package dev.hearth.host.access;

import java.util.Optional;

/**
 * Seals the secrets of keys, so that what is signed with a key can be verified. Any thread may use
 * it.
 */
public interface KeySealing {

  /** Seals nothing: no key can sign. */
  KeySealing NONE =
      new KeySealing() {
        @Override
        public String seal(String id, byte[] secret) {
          return "";
        }

        @Override
        public Optional<byte[]> open(String id, String sealed) {
          return Optional.empty();
        }
      };

  /**
   * Seals the secret of a new key.
   *
   * @param id of the key, without {@code hk_}; the sealed text fits no other
   * @return empty when nothing can be sealed now
   */
  String seal(String id, byte[] secret);

  /** The secret again; empty when it cannot be read here and now. */
  Optional<byte[]> open(String id, String sealed);
}
