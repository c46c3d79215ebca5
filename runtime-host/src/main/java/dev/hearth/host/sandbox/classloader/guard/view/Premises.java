package dev.hearth.host.sandbox.classloader.guard.view;

import dev.hearth.host.registry.Permissions;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an instance works with; never changes.
 *
 * @param function its name and version, for instance {@code hello@3}
 * @param loader defines its classes
 * @param threads holds all its threads
 * @param artifact the directory with the unpacked artifact
 * @param closed the directory of the host, which no permission opens
 * @param env what it sees as the environment
 * @param permissions what it may reach
 * @param rules what it may use
 */
public record Premises(
    String function,
    ClassLoader loader,
    ThreadGroup threads,
    Path artifact,
    Path closed,
    Map<String, String> env,
    Permissions permissions,
    Rules rules) {

  /** Copies the map. */
  public Premises {
    env = Map.copyOf(env);
  }
}
