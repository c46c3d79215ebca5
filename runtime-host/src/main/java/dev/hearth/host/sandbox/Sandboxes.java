package dev.hearth.host.sandbox;

import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.SandboxKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tiers that this host offers. */
public final class Sandboxes {

  private final Map<SandboxKind, Sandbox> byKind = new EnumMap<>(SandboxKind.class);

  /** With one sandbox of each kind offered. */
  public Sandboxes(List<Sandbox> sandboxes) {
    sandboxes.forEach(sandbox -> byKind.put(sandbox.kind(), sandbox));
  }

  /** The tier a function asks for; empty if this host does not offer it. */
  public Optional<Sandbox> find(FunctionSpec spec) {
    return Optional.ofNullable(byKind.get(spec.sandbox()));
  }

  /**
   * The tier a deployed function runs in.
   *
   * @throws IllegalStateException when this host does not offer it
   */
  public Sandbox of(FunctionSpec spec) {
    return find(spec)
        .orElseThrow(
            () -> new IllegalStateException("this host offers no sandbox " + spec.sandbox()));
  }
}
