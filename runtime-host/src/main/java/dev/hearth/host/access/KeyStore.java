package dev.hearth.host.access;

import java.util.List;

/** Where keys are kept: the seam that each store driver implements. Every method is durable. */
public interface KeyStore {

  /** All keys. */
  List<StoredKey> keys();

  /** Adds a key; its id must be new. */
  void add(StoredKey key);

  /** Removes a key; false if there was none with this id. */
  boolean remove(String id);
}
