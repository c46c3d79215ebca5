package dev.hearth.host.secret;

import dev.hearth.host.registry.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Secrets in memory. Used by one thread. */
public final class MemorySecretStore implements SecretStore {

  private final Map<String, SealedSecret> rows = new TreeMap<>();
  private boolean broken;

  /** Whether it fails from now on. */
  public void broken(boolean now) {
    broken = now;
  }

  @Override
  public List<SealedSecret> secrets() {
    return List.copyOf(rows.values());
  }

  @Override
  public void put(SealedSecret secret) {
    check();
    rows.put(secret.name(), secret);
  }

  @Override
  public boolean remove(String name) {
    check();
    return rows.remove(name) != null;
  }

  private void check() {
    if (broken) {
      throw new StoreException("the disk is full", new IOException());
    }
  }
}
