package dev.hearth.host.secret;

import java.util.List;

/**
 * Where secrets are kept: the seam that each store driver implements. It never has a value that can
 * be read. Every method is durable when it returns, and may fail with a {@code StoreException}:
 * nothing has changed then.
 */
public interface SecretStore {

  /** All secrets, by name. */
  List<SealedSecret> secrets();

  /** Adds a secret, or replaces the one of the same name. */
  void put(SealedSecret secret);

  /** Removes a secret; false if there was none of this name. */
  boolean remove(String name);
}
