package dev.hearth.host.sandbox.classloader.guard.view;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The proxy classes that one instance has had made. Each stays in memory as long as the instance
 * does, outside the heap. Guarded by itself.
 */
public final class ProxyLedger {

  /** How many an instance may have. */
  public static final int LIMIT = 1_000;

  private final Set<List<String>> made = new HashSet<>(2);

  ProxyLedger() {}

  /** Whether a proxy of these interfaces may be made; there is one class for each list of them. */
  public synchronized boolean admits(List<String> interfaces) {
    return made.contains(interfaces) || (made.size() < LIMIT && made.add(interfaces));
  }
}
